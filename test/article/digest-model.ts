/** Pages in the digest format as values: what a page may hold, by the grammar, for tests that write and read them. */
import fc from 'fast-check'

export type ModelSection = {
  heading: string
  question: string | null
  answer: string | null
  intro: string[]
  source: {
    title: string
    date: string | null
    points: string[]
    publisher: string | null
    url: string | null
  }
  comments: string[]
  body: string[]
  remark: string | null
}

export type Model = {
  title: string
  headline: string
  lead: string[]
  points: string[]
  sections: ModelSection[]
  next: { teaser: string | null } | null
}

const SUBJECTS = [
  '町の銭湯',
  '港の製材所',
  '若い番台の夫婦',
  'イランとロシア',
  'IT企業のYahoo!ニュース班',
  '「なぎさ湯」の常連',
  '第3セクター',
  'A&B社',
]
const ENDS = [
  'は再開に向けて動いています。',
  'が新しい協定を結びました。',
  'の費用は年間720万円から430万円に下がる。',
  'では、住民が「大丈夫?」と尋ねました。',
  'に影響が出る見込みです！',
  'は11日間で、約1,830人の寄付を集めた。',
  'の釜は<重油>から薪に替わります。',
  'が 2025/01/17 に発表した計画です。',
]
const UNENDED = ['の合同訓練を実施', 'で続く冬の燃料不足', 'なら笑い事ちゃうわな']
const TITLES = [
  '揺らぐ地平線:深まる協力',
  '重油から薪へ：燃料の選択',
  'ドローンとミサイルの影',
  '「自爆ドローン」を売却、新たな制裁へ',
  '閉じた銭湯に2,400万円 11日で届いた「またあの湯に」',
  'How the town kept its bath',
]
const QUESTIONS = ['の関係、その鍵は?', 'はどう変わる？', 'の悪化?暮らしへの影響は?', 'はなぜ続く?']
const PUBLISHERS = [
  'ロイター | 経済、株価、ビジネス、国際、政治ニュース',
  'ARAB NEWS',
  '湾岸日報｜地域',
  'みなと林業だより',
  'CNN.co.jp : 国際',
]
const TEASERS = [
  '大統領の支援は、米に対抗する戦略。核合意を巡り、緊迫する国際情勢。',
  '番台を継ぐ夫婦の一日。朝風呂、子どもの宿題!',
]

const pick = (values: readonly string[]) => fc.constantFrom(...values)
/** No text stands twice: a number in it tells it from the others. */
const numbered = (text: fc.Arbitrary<string>) =>
  fc
    .tuple(fc.integer({ min: 2, max: 99_999 }), text)
    .map(([number, said]) => `${number}人の${said}`)

const subject = pick(SUBJECTS)
const sentence = numbered(fc.tuple(subject, pick(ENDS)).map((parts) => parts.join('')))
const several = fc.array(sentence, { minLength: 2, maxLength: 3 }).map((all) => all.join(''))
const block = fc.oneof({ weight: 3, arbitrary: sentence }, { weight: 1, arbitrary: several })
const unended = numbered(fc.tuple(subject, pick(UNENDED)).map((parts) => parts.join('')))
const heading = numbered(pick(TITLES))
const question = numbered(fc.tuple(subject, pick(QUESTIONS)).map((parts) => parts.join('')))

const source = fc.record({
  title: heading,
  date: fc.option(fc.constantFrom('2025/01/17', '2025-1-7', '2025年1月17日', '2025.01.17')),
  points: fc.array(fc.oneof(block, unended), { minLength: 1, maxLength: 4 }),
  publisher: fc.option(pick(PUBLISHERS), { freq: 9 }),
  url: fc.option(
    fc.constantFrom(
      'https://jp.reuters.com/world/europe/UEFNC4ERRFOTLOKZXDUN4LQ3BY-2025-01-17/',
      'https://www.arabnews.jp/article/middle-east/article_78326/',
      'https://ringyo.example/report/881?id=1&page=2',
      'https://ja.wikipedia.org/wiki/%E9%8A%AD%E6%B9%AF_(%E5%BB%BA%E7%AF%89)',
    ),
    { freq: 9 },
  ),
})

/** After the source: comments are the first blocks of one sentence, two at most; the last block is the host's. */
const tail = fc
  .record({
    comments: fc.array(sentence, { maxLength: 2 }),
    long: several,
    body: fc.array(block, { maxLength: 4 }),
    remark: fc.option(fc.oneof(block, several, unended), { freq: 12 }),
  })
  .map(({ comments, long, body, remark }) => {
    if (remark === null) return { comments: [], body: [], remark }
    return {
      comments,
      body: comments.length < 2 && body.length > 0 ? [long, ...body] : body,
      remark,
    }
  })

const section = fc
  .record({
    heading,
    asked: fc.option(fc.record({ question, answer: fc.option(sentence, { freq: 9 }) }), {
      freq: 6,
    }),
    intro: fc.array(sentence, { maxLength: 3 }),
    source,
    tail,
  })
  .map(
    ({ heading: named, asked, intro, source: cited, tail: after }): ModelSection => ({
      heading: named,
      question: asked?.question ?? null,
      answer: asked?.answer ?? null,
      // What follows a question is its answer.
      intro: asked !== null && asked.answer === null ? [] : intro,
      source: cited,
      ...after,
    }),
  )

const title = fc
  .record({ first: fc.option(question), second: heading })
  .map(({ first, second }) => ({ title: `${first ?? ''}${second}`, headline: second }))

/** A first page by the grammar. */
export const firstPage: fc.Arbitrary<Model> = fc
  .record({
    named: title,
    lead: fc.array(fc.oneof(sentence, several), { minLength: 1, maxLength: 2 }),
    points: fc.oneof(
      { weight: 6, arbitrary: fc.array(block, { minLength: 3, maxLength: 3 }) },
      { weight: 2, arbitrary: fc.array(fc.oneof(block, unended), { minLength: 1, maxLength: 10 }) },
    ),
    sections: fc.array(section, { minLength: 1, maxLength: 4 }),
    next: fc.option(fc.record({ teaser: fc.option(pick(TEASERS), { freq: 5 }) })),
  })
  .map(({ named, ...rest }) => ({ ...named, ...rest }))

/** Page 2 … n by the grammar: sections and where it goes on. */
export const laterPage: fc.Arbitrary<Pick<Model, 'sections' | 'next'>> = fc.record({
  sections: fc.array(section, { minLength: 1, maxLength: 3 }),
  next: fc.option(fc.record({ teaser: fc.option(pick(TEASERS)) })),
})
