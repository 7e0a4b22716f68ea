import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sentences } from '../../src/text/sentences.ts'

/** Each text is written with | where a reader sees a sentence end. */
const TEXTS: Record<string, readonly string[]> = {
  'quotations in Japanese': [
    '社長は「今後説明する。責任を果たす。」と述べた。|次の会議は3日。',
    '「はい。」「いいえ。」と二人は答えた。',
    '「そうだ。間違いない。それでいい。」|山田さんは言った。',
    '『モーニング娘。』が公演する。|席は満員。',
    '(写真は3日。撮影した。)|次の文。',
    '震源は浅い。|"Huge earthquake"。',
    '彼は「やった!」と叫んだ。|「えっ!?」が口癖だ。',
  ],
  'marks of Japanese that carry on': [
    '大丈夫?と聞いた。|本当!|すごい!|でも続く。',
    'Yahoo!ニュースが伝えた。|Yahoo! JAPANは3日発表した。',
    '驚き!の値段だった。|誰が来る?という声もある。',
    '気温は３．５度だった。|次の日は4.1度。',
    '発表した.|次に進む.',
  ],
  'lines of a list': ['・港を開く\n|・橋を直す\n|3本の便を出す。'],
  abbreviations: [
    'Mr. Smith met Dr. Jones in the U.S. on Jan. 5.|The U.S.|The deal of $3.5 million closed.',
    'J. K. Rowling wrote it at 5 p.m. on Sunday.|Acme Inc. said so.|No. 5 won.',
    'Is it 5?|No.|The No. 5 car won.',
    'It has a range of 55km.|The battery weighs 3 kg.|Fernweh raised €12m.|It is 5 ft. 10 in. tall.',
    'Gov. Lee and Sen. Ann Park spoke, e.g. about St. Mary.|They left.',
    'Am 3. März gewann der 1. FC Köln.|Das Spiel z.B. war gut.|Rund 3 Mio. Euro kostet es.',
    'M. Dupont est parti vers 9 h.|« Oui. Non. », a-t-il dit.',
    'El Sr. López llegó a EE.UU. ayer.|¿Por qué?|Nadie sabe.',
  ],
  'quotations in English': [
    'He said: "I did it. It was me."|Then he left.|"Never again," she said.|"We won."|The end.',
    "'I was shocked. It was awful,' he said.|'He was kind.'|Police don't know.|The dogs' bowl is gone.",
    '“I did it. Yes.”|He left.|“Really?” Smith said.|“Yes!”|The crowd cheered.',
    'She wrote “Who goes?” and “Nobody.”|It sold well.',
    '“They came back.”|That was all.',
  ],
  'addresses, numbers and ellipses': [
    'See https://a.example/x?id=1&b=2.|Next one?|Yes.',
    'Node.js is at www.node.example/a.b today.|It is free.',
    'He waited...|Then he left…|Nothing.',
    '1. Open the lid.|2. Close it.|In 2010.|The year ended.',
    'Prices rose 3.2 percent to $1.5bn.|Sales fell.',
  ],
  'a lost space': ['The match ended.|The next day came in 2024.|This was all.'],
  'Chinese and Korean': [
    '“我们会努力。继续。”他说。|会议结束了。',
    '서울시는 3.5도라고 밝혔다.|끝났다.',
  ],
}

describe('a text', () => {
  it.each(
    Object.entries(TEXTS).flatMap(([kind, texts]) => texts.map((text) => [kind, text] as const)),
  )('ends its sentences where a reader sees the end, with %s: %s', (kind, text) => {
    const glue = kind === 'a lost space' || /[ぁ-ん一-鿿]/.test(text) ? '' : ' '
    expect(sentences(text.replaceAll('|', glue))).toEqual(
      text.split('|').map((part) => part.trim()),
    )
  })

  it('loses no character but white space, whatever it is', () => {
    const marks = fc.constantFrom(...'。．.!?！？…「」『』（）()“”"\'‘’«»„ \naZあ漢3')
    const text = fc.oneof(
      fc.array(marks, { maxLength: 60 }).map((all) => all.join('')),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
    )
    fc.assert(
      fc.property(text, (any) => {
        const bare = (one: string) => one.replaceAll(/\s/g, '')
        expect(bare(sentences(any).join(''))).toBe(bare(any))
      }),
    )
  })

  it('is not taken apart further than asked', () => {
    expect(sentences('A b. C d. E f. G h.', 2)).toEqual(['A b.', 'C d.'])
  })

  it.each([
    ['quotes', '"'.repeat(100_000)],
    ['openers', '「'.repeat(100_000)],
    ['nested brackets', '（「'.repeat(50_000) + '」）'.repeat(50_000)],
    ['dots', '.'.repeat(100_000)],
    ['marks', '!?'.repeat(50_000)],
    ['single quotes', " 'A".repeat(40_000)],
    ['addresses', 'https://a.example/b?c '.repeat(5_000)],
  ])('of nothing but %s is read in linear time', (_, text) => {
    const before = process.threadCpuUsage()
    sentences(text)
    const { user, system } = process.threadCpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(1.5)
  })
})
