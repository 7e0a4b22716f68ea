/** Articles to compose digests of: plausible ones in both languages, each value replaceable. */
import type { KeyPoint, Section } from '../../src/model/article.ts'
import type { DigestArticle, DigestContent } from '../../src/model/digest.ts'

export const HOUR = 3_600_000
/** Saturday, January 18, 2025, 7:30 in Tokyo. */
export const SLOT = Date.UTC(2025, 0, 17, 22, 30)

let lastId = 0

export function article(values: Partial<DigestArticle> = {}): DigestArticle {
  lastId += 1
  const id = values.id ?? lastId
  const title = values.title ?? `市の図書館、開館時間を延長 ${id}`
  return {
    identity: `guid-${id}`,
    title,
    headline: values.headline ?? title,
    lead: '市は来月から中央図書館の開館時間を夜9時まで延ばす。仕事帰りの利用を見込む。',
    keyPoints: [],
    sections: [],
    next: null,
    lang: 'ja',
    body: [],
    flags: [],
    url: `https://news.example/articles/${id}`,
    image: null,
    author: null,
    categories: [],
    publishedAt: SLOT - 2 * HOUR,
    id,
    feedId: 1,
    seq: id,
    version: 1,
    arrivedAt: SLOT - HOUR,
    feedTitle: '港町新聞',
    feedUrl: 'https://news.example/feed',
    ...values,
  }
}

export const points = (
  origin: KeyPoint['origin'],
  ...texts: readonly (string | [string, number])[]
): KeyPoint[] =>
  texts.map((text) =>
    typeof text === 'string'
      ? { text, origin, evidence: [] }
      : { text: text[0], origin, evidence: [], section: text[1] },
  )

export const section = (values: Partial<Section> = {}): Section => ({
  heading: '',
  question: null,
  answer: null,
  intro: [],
  source: null,
  comments: [],
  body: [],
  remark: null,
  ...values,
})

export const content = (values: Partial<DigestContent> = {}): DigestContent => ({
  key: 's1-abc',
  locale: 'ja',
  zone: 'Asia/Tokyo',
  slot: SLOT,
  days: 1,
  alone: false,
  shown: [],
  listed: [],
  count: 5,
  roleId: null,
  silent: false,
  ...values,
})

/** An article in the digest format, with a picture from one of its sources. */
export const nativeArticle = (values: Partial<DigestArticle> = {}): DigestArticle =>
  article({
    id: 16,
    title: '港はどう変わる？新しい岸壁と航路の話？北の港、貨物が戻る：航路、倉庫、そして人手',
    headline: '北の港、貨物が戻る：航路、倉庫、そして人手',
    lead: '北の港に3年ぶりに定期航路が戻った！新しい岸壁は大型船を受け入れ、倉庫も増える。一方で荷役の人手は足りず、地元は募集を急ぐ。',
    keyPoints: points(
      'native',
      ['定期航路が週2便で再開し、年間の貨物は2割増える見込みです。', 0],
      ['新しい倉庫が4棟建ち、冷蔵の荷も受けられるようになります。', 1],
      '荷役の人手は約80人足りず、募集と訓練が始まっています。',
    ),
    sections: [
      section({
        heading: '戻ってきた航路：週2便の意味',
        question: '航路の再開で何が変わる？',
        answer: '輸送の日数が3日縮まる。',
        source: {
          title: '定期航路、3年ぶりに再開',
          date: '2025/01/15',
          points: ['第1便が入港した。', '週2便で運航する。', '料金は据え置かれる。'],
          publisher: '海運日報 | 港と船のニュース',
          url: 'https://kaiun.example/news/1(2)',
        },
        remark: 'いよいよ港がにぎわいそうですね。',
      }),
      section({
        heading: '倉庫の増設',
        question: '倉庫はいつ使える？',
        answer: '今年の秋から。',
        source: {
          title: '冷蔵倉庫、秋に完成へ',
          date: null,
          points: ['4棟のうち1棟は冷蔵。'],
          publisher: '北港テレビ',
          url: 'https://tv.example/a',
        },
      }),
    ],
    next: {
      teaser: '人手をどう集めるのか。訓練の現場を見ました。',
      url: 'https://kiku.example/16/2',
    },
    url: 'https://kiku.example/16',
    image: 'https://kaiun.example/photo.jpg',
    feedTitle: '菊のダイジェスト',
    ...values,
  })

/** Five articles as Japanese feeds have them on an ordinary morning. */
export const japaneseMorning = (): DigestArticle[] => [
  nativeArticle(),
  article({
    id: 21,
    feedId: 2,
    feedTitle: '港町新聞',
    title: '市の中央図書館、4月から夜9時まで開館　仕事帰りの利用見込む',
    lead: '市は4月から中央図書館の開館時間を夜9時まで延ばす。仕事帰りの利用を見込み、自習席も40席増やす。費用は年間およそ1,200万円で、新年度の予算案に盛り込む。',
    keyPoints: points(
      'extractive',
      '対象は平日で、土日はこれまで通り午後6時に閉まる。',
      '自習席は2階に40席増え、予約は専用のページで受け付ける。',
      '市の調査では、利用者の6割が夜間の開館を望んでいた。',
    ),
  }),
  article({
    id: 22,
    feedId: 3,
    feedTitle: '技術の窓',
    title: '小型衛星の通信、雲の上でも途切れず 大学などが新方式を実証',
    lead: '県立大学などの研究班は、小型衛星と地上を結ぶ光通信で、雲を避けて中継局を切り替える新しい方式を実証したと発表した。',
    keyPoints: points(
      'extractive',
      '3か所の地上局を自動で切り替え、通信できる時間を1.8倍に延ばした。',
      '装置は弁当箱ほどの大きさで、既存の衛星にも載せられる。',
      '研究班は2027年までに実用化をめざす。',
    ),
  }),
  article({
    id: 23,
    feedId: 4,
    feedTitle: '暮らしの便り',
    title: '冬の電気代、窓の断熱で1割減 専門家に聞く',
    lead: '窓からの熱の出入りを抑えると、冬の暖房費は1割ほど下がる。',
    keyPoints: points(
      'llm',
      '内窓を付けると、窓から逃げる熱は半分ほどになる。',
      '費用は1か所6万円からで、国の補助を使える場合がある。',
      '賃貸では、断熱シートと厚手のカーテンが効果的だ。',
    ),
  }),
  article({ id: 24, feedId: 5, feedTitle: '役場だより', title: '積雪のため県道12号線が通行止め' }),
]

/** Their like in English. */
export const englishMorning = (): DigestArticle[] => [
  article({
    id: 31,
    feedId: 2,
    lang: 'en',
    feedTitle: 'Harbor Times',
    title: 'City library to stay open until nine: what evening readers can expect from April',
    lead: 'The city will keep its central library open until 9 p.m. on weekdays from April. It expects people on their way home from work to use it, and adds forty desks.',
    keyPoints: points(
      'extractive',
      'Weekend hours stay as they are, with doors closing at 6 p.m.',
      'The forty new desks are on the second floor and can be booked online.',
      'In a city survey, six in ten visitors asked for evening hours.',
    ),
    image: 'https://img.example/library.jpg',
  }),
  ...[32, 33, 34, 35].map((id) =>
    article({
      id,
      feedId: id,
      lang: 'en',
      feedTitle: 'Bay Science Weekly',
      title: `Small satellites keep talking through the clouds with a new relay method, number ${id}`,
      lead: 'Researchers showed that a small satellite can switch between three ground stations to keep an optical link alive. The link held for almost twice as long as before, they report.',
      keyPoints: points(
        'extractive',
        'The terminal switches between three ground stations on its own and stays linked 1.8 times as long.',
        'The device is the size of a lunch box and fits satellites that are already being built.',
        'The team wants to offer the method to operators by 2027.',
      ),
    }),
  ),
]
