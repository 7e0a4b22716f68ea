import { describe, expect, it } from 'vitest'
import { readArticle } from '../../src/article/read-article.ts'

const EN = [
  'The harbour council approved a night ferry between Orrin and Vale on Tuesday evening.',
  'Members voted nine to four after a debate that lasted until midnight and drew a crowd.',
  'Fishermen had asked for a later start, because the quay is theirs before dawn in summer.',
  'A first boat has been chartered from a yard in Vale, and a second is to be built there.',
  'The operator expects some 400 passengers a night once the theatre opens again in May.',
]
const EN_POINTS = [
  'The night ferry will sail every 40 minutes from 3 May',
  'Adults pay 4.20 pounds and children half of that',
  'A second boat costs the council 1.3 million pounds',
]
const JA = [
  '青葉市は3日、市内を走る路面電車の全車両を2031年までに低床型へ替える計画を発表した。',
  '計画は市議会の委員会で同じ日に説明され、委員からは財源を問う声が相次いだ。',
  '市内の路面電車は1912年に開業し、現在は3つの路線を1日に約5万人が使う。',
  '高齢の利用者が多い東線では、乗り降りに時間がかかることが課題となっていた。',
  '市は来年度の予算案に設計費を盛り込み、秋には最初の車両を発注する方針だ。',
]
const JA_POINTS = [
  '全42両を2031年までに低床型へ更新、総事業費は約98億円',
  '停留所のかさ上げも同時に進め、乗り降りの時間を平均40秒短縮',
  '財源の半分は国の補助金でまかなう',
]

const p = (lines: readonly string[]) => lines.map((line) => `<p>${line}</p>`).join('\n')
const ul = (lines: readonly string[], tag = 'ul') =>
  `<${tag}>${lines.map((line) => `<li>${line}</li>`).join('')}</${tag}>`
const html = (content: string, title = 'Night ferry approved') =>
  readArticle({ title, html: content })
const text = (content: string, title = 'Night ferry approved') =>
  readArticle({ title, text: content })
const native = ({ keyPoints }: ReturnType<typeof readArticle>) =>
  keyPoints.filter(({ origin }) => origin === 'native').map((point) => point.text)

describe('a reader gets the points that a publisher wrote itself,', () => {
  it.each([
    'Key points',
    'KEY POINTS:',
    'Key Takeaways',
    'Key findings',
    'Highlights',
    'TL;DR',
    'TLDR',
    'At a glance',
    'In brief',
    'What you need to know',
    'Here’s what you need to know:',
    'The gist',
    'Summary',
    '📌 Key points',
    'Quick summary',
  ])('in a list under “%s”', (heading) => {
    for (const article of [
      html(`<h2>${heading}</h2>${ul(EN_POINTS)}${p(EN)}`),
      html(`<p><strong>${heading}</strong></p>${ul(EN_POINTS, 'ol')}${p(EN)}`),
      html(`<p>${EN[0]}</p><h3>${heading}</h3>${ul(EN_POINTS)}${p(EN.slice(1))}`),
      text(`${heading}\n${EN_POINTS.map((line) => `- ${line}`).join('\n')}\n\n${EN.join('\n\n')}`),
      text(
        `${heading}\n\n${EN_POINTS.map((line) => `• ${line}`).join('\n\n')}\n\n${EN.join('\n\n')}`,
      ),
    ]) {
      expect(native(article)).toEqual(EN_POINTS)
      expect(article.lead).toBe(EN[0])
      expect(article.body).toEqual(EN)
      expect(article.flags).toEqual([])
    }
  })

  it.each([
    'この記事のポイント',
    'この記事の要点',
    '要点',
    'ポイント',
    'まとめ',
    'ざっくり言うと',
    '3行まとめ',
    '３行まとめ',
    '3行で',
    '３行でまとめると',
    '今北産業',
    '【要点】',
    '■ポイント',
    '✅この記事の3つのポイント'.replace('3つの', ''),
    '発表のポイント',
    '忙しい人のための3行まとめ',
  ])('in a list under 「%s」', (heading) => {
    const title = '路面電車、全車を低床型に'
    for (const article of [
      html(`<h2>${heading}</h2>${ul(JA_POINTS)}${p(JA)}`, title),
      html(`<p>${JA[0]}</p><p><b>${heading}</b></p>${ul(JA_POINTS)}${p(JA.slice(1))}`, title),
      text(
        `${heading}\n${JA_POINTS.map((line) => `・${line}`).join('\n')}\n${JA.join('\n')}`,
        title,
      ),
      text(
        `${heading}\n\n${JA_POINTS.map((line) => `▼ ${line}`).join('\n\n')}\n\n${JA.join('\n\n')}`,
        title,
      ),
      text(
        `${heading}\n${JA_POINTS.map((line) => `■${line}`).join('\n')}\n${JA.join('\n')}`,
        title,
      ),
      text(
        `${heading}\n${JA_POINTS.map((line, index) => `${index + 1}. ${line}`).join('\n')}\n${JA.join('\n')}`,
        title,
      ),
      text(
        `${heading}\n${JA_POINTS.map((line, index) => `${'①②③'[index]}${line}`).join('\n')}\n${JA.join('\n')}`,
        title,
      ),
    ]) {
      expect(native(article)).toEqual(JA_POINTS)
      expect(article.lead).toBe(JA[0])
      expect(article.body).toEqual(JA)
    }
  })

  it.each([
    [
      'L’essentiel',
      'fr',
      'Le ferry de nuit partira toutes les 40 minutes dès le 3 mai',
      'Les adultes paieront 4,20 livres et les enfants la moitié',
    ],
    [
      'L’essentiel en bref',
      'fr',
      'Le ferry de nuit partira toutes les 40 minutes dès le 3 mai',
      'Les adultes paieront 4,20 livres et les enfants la moitié',
    ],
    [
      'À retenir',
      'fr',
      'Le ferry de nuit partira toutes les 40 minutes dès le 3 mai',
      'Les adultes paieront 4,20 livres et les enfants la moitié',
    ],
    [
      'Das Wichtigste in Kürze',
      'de',
      'Die Nachtfähre fährt ab dem 3. Mai alle 40 Minuten',
      'Erwachsene zahlen 4,20 Pfund und Kinder die Hälfte',
    ],
    [
      'Auf einen Blick',
      'de',
      'Die Nachtfähre fährt ab dem 3. Mai alle 40 Minuten',
      'Erwachsene zahlen 4,20 Pfund und Kinder die Hälfte',
    ],
    [
      'Lo esencial',
      'es',
      'El transbordador nocturno saldrá cada 40 minutos desde el 3 de mayo',
      'Los adultos pagarán 4,20 libras y los niños la mitad',
    ],
    ['要点', 'zh', '夜间渡轮自五月三日起每四十分钟一班', '成人票价为四点二英镑，儿童半价'],
    ['摘要', 'zh', '夜间渡轮自五月三日起每四十分钟一班', '成人票价为四点二英镑，儿童半价'],
    [
      '핵심 요약',
      'ko',
      '야간 여객선은 5월 3일부터 40분마다 운항한다',
      '요금은 어른 4.2파운드, 어린이는 절반이다',
    ],
  ])('under “%s” (%s)', (heading, _, first, second) => {
    const article = html(`<h2>${heading}</h2>${ul([first, second])}${p(EN)}`)
    expect(native(article)).toEqual([first, second])
  })

  it.each([
    ['lines of one paragraph', `<p><b>Key points</b><br>${EN_POINTS.join('<br>')}</p>`],
    ['lines of the paragraph below', `<p><b>Key points</b></p><p>${EN_POINTS.join('<br>')}</p>`],
    ['lines with bullets', `<p><b>Key points:</b><br>• ${EN_POINTS.join('<br>• ')}</p>`],
    ['paragraphs in a box', `<div class="box"><p>Key points</p>${p(EN_POINTS)}</div>`],
    ['paragraphs up to the next heading', `<h2>Key points</h2>${p(EN_POINTS)}<h2>The vote</h2>`],
    ['something that opens', `<details><summary>Key points</summary>${ul(EN_POINTS)}</details>`],
    ['an aside', `<aside class="key-points"><h3>Key points</h3>${ul(EN_POINTS)}</aside>`],
    [
      'items with paragraphs',
      `<h3>Key points</h3>${ul(EN_POINTS.map((line) => `<p>${line}</p>`))}`,
    ],
    [
      'a list of terms',
      `<h3>Key points</h3><dl>${EN_POINTS.map((line) => `<dd>${line}</dd>`).join('')}</dl>`,
    ],
    ['words before the list', `<h3>Key points</h3><p>Here is what matters:</p>${ul(EN_POINTS)}`],
    ['no heading at all', ul(EN_POINTS.map((line) => `${line}.`))],
    ['no heading, in text marks', p(EN_POINTS.map((line) => `• ${line}.`))],
  ])('written as %s', (_, list) => {
    const article = html(`${list}${p(EN)}`)
    expect(native(article).map((line) => line.replace(/\.$/, ''))).toEqual(EN_POINTS)
    expect(article.lead).toBe(EN[0])
  })

  it('the first three of more, and finds the others in its text', () => {
    const more = [...EN_POINTS, 'Bicycles travel free of charge until the end of June']
    const article = html(`<h2>Key points</h2>${ul(more)}${p(EN)}`)
    expect(native(article)).toEqual(EN_POINTS)
    expect(article.body.at(-1)).toBe(more[3])
  })

  it('with sentences of the article where they are fewer, none of which says the same', () => {
    const two = [EN_POINTS[0] ?? '', 'Members voted nine to four after a debate until midnight']
    const article = html(`<h2>Key points</h2>${ul(two)}${p(EN)}`)
    expect(article.keyPoints.map(({ origin }) => origin)).toEqual([
      'native',
      'native',
      'extractive',
    ])
    expect(article.keyPoints[2]?.text).not.toMatch(/^Members voted/)
    expect(article.body[article.keyPoints[2]?.evidence[0] ?? -1]).toBe(article.keyPoints[2]?.text)
    expect(article.flags).toEqual([])
  })

  it('from a paragraph that sums up, each of its sentences a point', () => {
    const sum = EN_POINTS.map((line) => `${line}.`)
    for (const article of [
      html(`<p>TL;DR: ${sum.join(' ')}</p>${p(EN)}`),
      html(`<h2>Summary</h2><p>${sum.join(' ')}</p>${p(EN)}`),
      text(`TL;DR\n\n${sum.join(' ')}\n\n${EN.join('\n\n')}`),
    ]) {
      expect(native(article)).toEqual(sum)
      expect(article.lead).toBe(EN[0])
    }
  })

  it('from three bare lines under 「3行まとめ」', () => {
    const article = text(`3行まとめ\n${JA_POINTS.join('\n')}\n${JA.join('\n')}`, '路面電車')
    expect(native(article)).toEqual(JA_POINTS)
    expect(article.lead).toBe(JA[0])
  })

  it('from one line of numbers in circles', () => {
    const line = `要点：①${JA_POINTS[0]} ②${JA_POINTS[1]} ③${JA_POINTS[2]}`
    expect(native(text(`${line}\n${JA.join('\n')}`, '路面電車'))).toEqual(JA_POINTS)
  })

  it('from the abstract in the data of its page, unless that is its beginning once more', () => {
    const sum = EN_POINTS.map((line) => `${line}.`)
    const from = (abstract: string | null) =>
      readArticle({ title: 'Night ferry approved', html: p(EN), abstract })
    expect(native(from(sum.join(' ')))).toEqual(sum)
    expect(native(from(`<p>${sum.join('</p><p>')}</p>`))).toEqual(sum)
    expect(native(from(EN.slice(0, 2).join(' ')))).toEqual([])
    expect(native(from(null))).toEqual([])
    expect(from(sum[0] ?? '').keyPoints.map(({ origin }) => origin)).toEqual([
      'native',
      'extractive',
      'extractive',
    ])
  })

  it('from an abstract of several lines, and none that was cut off in it', () => {
    const abstract = `・${EN_POINTS[0]}\n・${EN_POINTS[1]}\n・A second boat costs the council a good deal of its…`
    const { keyPoints } = readArticle({ title: 'Night ferry approved', html: p(EN), abstract })
    expect(keyPoints.filter(({ origin }) => origin === 'native').map(({ text }) => text)).toEqual(
      EN_POINTS.slice(0, 2),
    )
  })

  it('from a box beside the text of a feed, whatever the box is called', () => {
    const box = `<aside class="c-box"><p>Key points</p>${ul(EN_POINTS)}</aside>`
    const article = html(`${p(EN.slice(0, 2))}${box}${p(EN.slice(2))}`)
    expect(native(article)).toEqual(EN_POINTS)
    expect(article.body).toEqual(EN)
  })

  it('whole, however long they are', () => {
    const long = `The council says that ${'the boat, the quay and the ticket hall, '.repeat(10)}will be ready in May.`
    expect(native(html(`<h2>Key points</h2>${ul([long, ...EN_POINTS])}${p(EN)}`))[0]).toBe(long)
  })
})

describe('a reader is not given for points', () => {
  it.each([
    [
      'a table of contents',
      `<p>目次</p>${ul(['運賃について', '車両の更新計画', '今後の予定と課題'])}`,
    ],
    [
      'a table of contents under a known heading',
      `<h2>この記事のポイント</h2>${ul(['路面電車の歴史とは', '車両の更新計画について', '運賃の決め方の理由'])}`,
    ],
    [
      'related articles',
      `<h2>関連記事</h2>${ul(JA_POINTS.map((line) => `<a href="https://harbour.example/a">${line}</a>`))}`,
    ],
    [
      'links under a known heading',
      `<h2>まとめ</h2>${ul(JA_POINTS.map((line) => `<a href="https://harbour.example/a">${line}</a>`))}`,
    ],
    [
      'ingredients',
      `<p>材料</p>${ul(['鶏もも肉 300g', '玉ねぎ 1個', 'しょうゆ 大さじ2', '塩 少々'])}`,
    ],
    [
      'ingredients under a known heading',
      `<h2>ポイント</h2>${ul(['鶏もも肉 300g', '玉ねぎ 1個', 'しょうゆ 大さじ2', '塩 少々'])}`,
    ],
    [
      'data',
      `<h2>概要</h2>${ul(['日時：5月3日 10時から', '場所：市民ホール', '定員：先着200人', '料金：無料'])}`,
    ],
    [
      'the end of an article',
      `${p(JA)}${p(JA.map((line) => line.replace('市', '都')))}<h2>まとめ</h2>${ul(JA_POINTS)}`,
    ],
    [
      'questions',
      `<h2>ポイント</h2>${ul(['いつ低床型に替わるのですか?', '総事業費はいくらですか?', '財源はどうするのですか?'])}`,
    ],
    ['words', `<h2>ポイント</h2>${ul(['低床車', '停留所', '補助金'])}`],
    [
      'events',
      `<h2>ハイライト</h2>${ul(['5月3日(土) 開会式', '5月4日(日) 花火大会', '5月5日(月) 閉会式'])}`,
    ],
  ])('%s', (_, list) => {
    expect(native(html(`${list}${p(JA)}`, '路面電車、全車を低床型に'))).toEqual([])
  })

  it.each([
    [
      'ingredients',
      ul(['2 cups plain flour', '1 tsp baking powder', '3 large eggs', '100 g butter']),
    ],
    [
      'ingredients under a heading',
      `<h2>At a glance</h2>${ul(['2 cups plain flour, sifted twice', '1 tsp baking powder', '3 large eggs', '100 g butter'])}`,
    ],
    [
      'specifications',
      `<h2>Highlights</h2>${ul(['Display: 6.1-inch OLED', 'Battery: 4,000 mAh', 'Weight: 172 g', 'Price: $799'])}`,
    ],
    [
      'links',
      ul([
        '<a href="https://harbour.example/1">Night ferry timetable is published by the council</a>',
        '<a href="https://harbour.example/2">Fishermen protest against the night ferry at dawn</a>',
      ]),
    ],
    [
      'a table of contents',
      `<h2>In this article</h2>${ul(['How the council came to vote on it', 'Why the fishermen are still angry', 'What the new ferry will cost the town'])}`,
    ],
    [
      'what the headings say',
      `${ul(['How the council came to vote on the ferry', 'Why the fishermen are still angry about it'])}<h2>How the council came to vote on the ferry</h2>`,
    ],
    [
      'events',
      `<h2>Highlights</h2>${ul(['May 3 – Opening concert', 'May 4 – Fireworks on the pier', 'May 5 – Boat parade'])}`,
    ],
    ['navigation', ul(['Home', 'News', 'Sport', 'Weather'])],
    ['tags', `<h2>Key points</h2>${ul(['Ferry', 'Council', 'Orrin'])}`],
    ['steps', ul(['Preheat the oven', 'Mix the flour and eggs', 'Bake for 20 minutes'])],
  ])('%s, in English', (_, list) => {
    expect(native(html(`${list}${p(EN)}`))).toEqual([])
  })

  it('the section of an article that bears the same name', () => {
    const chess = [
      'Chess is played on a board of 64 squares, and each side begins with sixteen pieces.',
      'The queen moves in every direction, and many games are decided when she is lost.',
      'A player who cannot escape a check has lost the game, which is then called mate.',
    ]
    const section = ul([
      'A pawn is worth one point in most books',
      'A rook is worth five points, a queen nine',
    ])
    for (const article of [
      html(
        `${p(chess)}<h2>The pieces</h2>${p(chess)}<h2>Key points</h2>${section}${p(EN)}`,
        'Chess',
      ),
      html(
        `<h2>The pieces</h2>${p(chess.slice(0, 1))}<h2>Key points</h2>${section}${p(EN)}`,
        'Chess',
      ),
      text(
        [
          ...chess,
          'Key points',
          '- A pawn is worth one point in most books',
          '- A rook is worth five',
          ...chess,
        ].join('\n\n'),
        'Chess',
      ),
    ]) {
      expect(native(article)).toEqual([])
    }
  })

  it('a list in the middle of a text', () => {
    expect(native(html(`${p(EN.slice(0, 2))}${ul(EN_POINTS)}${p(EN.slice(2))}`))).toEqual([])
  })

  it('a list that is all there is', () => {
    expect(native(html(ul(EN_POINTS.map((line) => `${line}.`))))).toEqual([])
  })
})
