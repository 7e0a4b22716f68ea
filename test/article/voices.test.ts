/** Sentences whose speaker, subject or reader is somebody else than who reads the card: they give way to better ones. */
import { describe, expect, it } from 'vitest'
import { candidatesOf } from '../../src/article/candidates.ts'
import { isNobodys, isStep } from '../../src/article/filler.ts'
import { withoutConnective } from '../../src/article/leaning.ts'
import { readArticle } from '../../src/article/read-article.ts'
import { leansSoon } from '../../src/article/sentence-shape.ts'

const paragraphs = (...texts: readonly string[]) => texts.map((text) => `<p>${text}</p>`).join('')
const cardOf = (title: string, html: string) => {
  const { lead, keyPoints } = readArticle({ title, html })
  return { lead, points: keyPoints.map(({ text }) => text) }
}

describe('the points of a recipe', () => {
  it('tell of the dish and not what to do', () => {
    const steps = [
      'Heat the butter in a wide pan, then fry the leeks for 8 minutes until they are soft.',
      'Stir in the flour and cook for 2 minutes, then pour in 300ml of milk while whisking.',
      'Bake for 25 minutes until the top is brown, and leave to stand before serving.',
    ]
    const { points } = cardOf(
      'Leek and smoked haddock pie',
      `${paragraphs('A pie of leeks and smoked haddock feeds six people for about £9 and can be made a day ahead.')}<ol>${steps.map((step) => `<li>${step}</li>`).join('')}</ol>${paragraphs(
        'Undyed haddock tastes milder than the yellow kind, which owes its colour to turmeric or annatto.',
        'Every portion has 480 calories, 31g of protein and 6g of fibre.',
        'Cod or hake can take the place of half of the haddock, but coley falls apart in the oven.',
      )}`,
    )
    expect(points.filter((point) => steps.includes(point))).toEqual([])
    expect(points).toHaveLength(3)
  })

  it('are the dish’s in Japanese too', () => {
    const steps = [
      'フライパンにサラダ油大さじ1を中火で熱し、鶏肉を皮目から5分ほど焼く。',
      '玉ねぎを加えて、しんなりするまで3分ほど炒めます。',
      'しょうゆとみりんを加えて、全体にからめます。',
    ]
    const { points } = cardOf(
      '鶏肉と玉ねぎの甘辛炒め',
      paragraphs(
        '鶏もも肉と玉ねぎだけで作れる、15分の甘辛炒めを紹介する本が5月に出版された。',
        ...steps,
        '1人分の費用はおよそ180円で、たれは3日前から作り置きできる。',
        '鶏肉の代わりに厚揚げを使うと、カロリーは約4割減る。',
        '冷凍した玉ねぎは火の通りが早く、調理の時間が5分ほど短くなる。',
      ),
    )
    expect(points.filter((point) => steps.includes(point))).toEqual([])
    expect(points).toHaveLength(3)
  })

  it.each([
    ['Set in the 1920s, the film follows two sisters from Cork to Boston.', false],
    ['Put simply, the bank has run out of other people’s money to lend.', false],
    ['Opened in 1931, the bridge carries forty thousand cars a day.', false],
    ['Turn off the water at the main before you loosen the valve.', true],
    ['塩の生産は昨年より2割減り、価格は1キロ当たり30円上がった。', false],
    ['政府は食用油の輸入に新たな関税をかける方針を決めた。', false],
    ['鍋に湯を沸かし、塩を加えてパスタをゆでる。', true],
  ])('leave out steps only: %s', (text, is) => {
    expect(isStep(text)).toBe(is)
  })
})

describe('the points of an interview', () => {
  const answers = [
    'I never wanted to sing opera, I wanted to drive a tram through the snow at night.',
    'My teacher told me in 2009 to stop breathing like a swimmer, and I have not swum since.',
  ]
  const told = [
    'Halldóra Voss sings her last Brünnhilde at the opera in Bergen on Saturday, at the age of 61.',
    'The farewell will be shown in 140 cinemas, and all 1,500 seats in the house are sold.',
    'A recording of her first Ring, made in 1998, comes out again in November.',
    'From January Voss will teach six students a year at the academy in Oslo.',
  ]

  it('are no answers without a name where its text says as much itself', () => {
    const { points } = cardOf(
      'Halldóra Voss: “I wanted to drive a tram”',
      paragraphs(told[0] ?? '', ...answers, ...told.slice(1)),
    )
    expect(points).toEqual(told.slice(1))
  })

  it('are its author’s own words where its author begins with them', () => {
    const lines = [
      'Last winter I moved the bakery’s accounts from paper to a program of my own.',
      'I lost two weeks of receipts in March, because I had never tried to restore a copy.',
      'The program now prints the till’s totals every evening at seven.',
    ]
    const [first, second] = candidatesOf([...lines], { title: 'Paperless', lang: 'en' })
    const [, asked] = candidatesOf([told[0] ?? '', lines[1] ?? ''], { title: '', lang: 'en' })
    expect(first?.voice).toBeLessThan(0.5)
    expect(second?.voice).toBeLessThan(asked?.voice ?? 0)
  })

  it.each([
    ['en', 'The treaty ended World War I on paper, and in three provinces only there.', false],
    ['en', 'The mayor said: “I will not sign a budget without a library in it.”', false],
    ['en', 'For years I signed every letter with a name that was not mine.', true],
    ['ja', '市長は「私は署名しない」と述べ、予算案を議会へ差し戻した。', false],
    ['ja', '市は公私のけじめを求める規則を10月に定めた。', false],
    ['ja', '子どものころから私は船に乗るのが夢でした。', true],
    ['ja', '締め切りがあるから描けるんです。', true],
  ])('know who says it, in %s: %s', (lang, text, is) => {
    const [, one] = candidatesOf(['Es war einmal.', text], { title: '', lang })
    expect((one?.voice ?? 0) > 0).toBe(is)
  })
})

describe('what nobody in particular says', () => {
  it('gives way to what somebody did', () => {
    const vague = 'Supporters say it will keep the fees in the villages that live from them.'
    const { points } = cardOf(
      'Harbour bill passes first reading',
      paragraphs(
        'A bill that hands nine small harbours to local trusts passed its first reading on Wednesday by 61 votes to 59.',
        `${vague} Critics argue that the trusts would begin with debts.`,
        'Dara Whelan, the fisheries minister, told the assembly that central management had cost £14 million.',
        'Each trust would receive a single grant of £400,000 and keep all fees for fifteen years.',
        'The second reading is expected on 9 June, and two members have said they will abstain.',
      ),
    )
    expect(points).toHaveLength(3)
    expect(points).not.toContain(vague)
    expect(points.join(' ')).not.toMatch(/Critics/)
  })

  it.each([
    ['Police said on Friday that three people had been arrested in Leeds.', false],
    ['Many fear that insurance alone would eat half of the income.', true],
    ['Some in the party point to Norway, where trusts have existed since 1987.', true],
    ['地元では、工事の遅れを心配する声も上がっている。', false],
    ['地元からは、工事が遅れるのではないかという声も上がっている。', true],
    ['県は3日、工事が2年遅れるとの見方を示した。', false],
  ])('is told by its words: %s', (text, is) => {
    expect(isNobodys(text)).toBe(is)
  })
})

describe('the lead', () => {
  it('names whom it is about, where the first sentence keeps the name back', () => {
    const named =
      'Margaret Holm, who drew the first charts of the northern sea floor, died on 2 March in Whitby, aged 93.'
    const { lead } = cardOf(
      'Margaret Holm, who mapped the sea floor, dies at 93',
      paragraphs(
        'By the time she laid down her pen, a third of the northern sea had a shape.',
        named,
        'The Royal Society of Edinburgh made her a fellow in 2004.',
      ),
    )
    expect(lead).toBe(named)
  })

  it('is no joy at what it will tell', () => {
    const { lead } = cardOf(
      'Quillbase 4.0',
      paragraphs(
        'We are thrilled to announce Quillbase 4.0! It has been a long way.',
        'Quillbase 4.0 encrypts every database by default and answers large queries six times as fast.',
      ),
    )
    expect(lead).toMatch(/^Quillbase 4\.0 encrypts/)
  })

  it('begins where its sentence stands alone', () => {
    const { lead } = cardOf(
      '置き時計型の見守り端末が発売',
      paragraphs(
        '離れて暮らす親が心配ですよね。かといって、カメラを置くのは気が引けます。',
        'そんな中、家電メーカーのヒナタは6月3日、置き時計の形をした見守り端末を7月に発売すると発表した。',
      ),
    )
    expect(lead).toBe(
      '家電メーカーのヒナタは6月3日、置き時計の形をした見守り端末を7月に発売すると発表した。',
    )
  })
})

describe('what a Japanese sentence begins with and can do without', () => {
  it.each([
    ['この事故で、乗客ら12人が病院に運ばれた。', '乗客ら12人が病院に運ばれた。'],
    ['同じ調査では、1人あたりの時間も発表された。', '1人あたりの時間も発表された。'],
    ['その後2003年に施設へ移り、療養を続けた。', '2003年に施設へ移り、療養を続けた。'],
    ['この方法では、細胞を傷つけずに取り出せる。', 'この方法では、細胞を傷つけずに取り出せる。'],
  ])('%s', (text, rest) => {
    expect(withoutConnective(text, 'ja')).toBe(rest)
  })
})

describe('a sentence whose pronoun means somebody in another one', () => {
  it.each([
    ['The company said it will cut 900 jobs in Leeds.', false],
    ['Police said he was arrested in Leeds.', true],
    ['In its annual report, the agency counts 40 spills.', false],
    ['In its annual report, published last month, it counts 40 spills.', true],
    ['To meet them, the council will pay for two boats.', true],
    ['When she was twelve, Maria Holm left Hull.', false],
    ['By the time she left, nearly a third was drawn.', true],
    ['Fans love it for the keyboard and the price.', true],
  ])('is told by its words: %s', (text, is) => {
    expect(leansSoon(text, 'en')).toBe(is)
  })
})

describe('a short opening without a name or figure', () => {
  it('leads to the news and is not taken for it', () => {
    const { lead } = cardOf(
      'Fernweh’s new e-bike folds to the size of a suitcase',
      paragraphs(
        'Folding bikes have always been a compromise.',
        'The Ghent start-up Fernweh today unveiled the Pli, an e-bike of 13.4kg that folds to the size of a suitcase.',
        'It goes on sale on 2 September for €2,190.',
      ),
    )
    expect(lead).toMatch(/^The Ghent start-up/)
  })

  it('is the lead where nothing else stands alone', () => {
    const { lead } = cardOf(
      'Fire',
      paragraphs('A fire destroyed a large warehouse.', 'Nobody was hurt.'),
    )
    expect(lead).toMatch(/^A fire destroyed/)
  })
})
