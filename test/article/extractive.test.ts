import { describe, expect, it } from 'vitest'
import { languageOf } from '../../src/article/language-of.ts'
import { readArticle } from '../../src/article/read-article.ts'
import { sentences } from '../../src/text/sentences.ts'

const JAPANESE = [
  '青葉市は3日、市内を走る路面電車の全車両を2031年までに低床型へ替える計画を発表した。',
  '対象は現在運行している42両で、総事業費は約98億円を見込む。',
  'また、市は停留所のかさ上げも同時に進め、車いすの乗り降りにかかる時間を平均40秒短くする。',
  'これは全国でも早い取り組みだ。',
  '更新の第1陣となる6両は来年10月に営業運転を始める。',
  '運賃は大人220円のまま据え置く方針だ。',
  '写真=新型車両のイメージ',
  '関連記事：路面電車の歴史',
]

describe('an ordinary article', () => {
  const article = readArticle({
    title: '路面電車、全車を低床型に',
    html: JAPANESE.map((line) => `<p>${line}</p>`).join(''),
    lang: 'ja',
  })

  it.each([
    ['次に来る3便だけを映す白黒のパネルを玄関に置き、電池2本で5か月動かし続けている。', true],
    ['次に控える公演のため、劇場は客席の床を3月までに張り替えると発表した。', true],
    ['次に、港の倉庫を調べたところ、木箱が12個見つかったという。', false],
  ])('begins with 「%s」 where it leans on nothing before it', (first, isLead) => {
    const rest = '画面は7.5インチで、部品代は基板とケースを合わせて8,940円かかった。'
    const { lead } = readArticle({ title: '今週の記録', text: `${first}\n\n${rest}` })
    expect(lead.startsWith('次に')).toBe(isLead)
  })

  it('has its first sentence as lead and three that stand alone as points', () => {
    expect(article.lead).toBe(JAPANESE[0])
    expect(article.keyPoints.map(({ text }) => text)).toEqual([
      JAPANESE[1],
      '市は停留所のかさ上げも同時に進め、車いすの乗り降りにかかる時間を平均40秒短くする。',
      JAPANESE[4],
    ])
    expect(article.flags).toEqual([])
  })

  it('takes one that only loses its connective where no other is left', () => {
    const few = readArticle({
      title: '路面電車、全車を低床型に',
      html: JAPANESE.slice(0, 4)
        .map((line) => `<p>${line}</p>`)
        .join(''),
    })
    expect(few.keyPoints.map(({ text }) => text)).toEqual([
      JAPANESE[1],
      '市は停留所のかさ上げも同時に進め、車いすの乗り降りにかかる時間を平均40秒短くする。',
    ])
  })

  it('tells for each point the sentence that it rests on', () => {
    const all = article.body.flatMap((paragraph) => sentences(paragraph))
    for (const { text, evidence, origin } of article.keyPoints) {
      expect(origin).toBe('extractive')
      expect(all[evidence[0] ?? -1]).toContain(text)
    }
  })

  it('leaves captions and related articles out', () => {
    expect(article.body.join('')).not.toMatch(/写真|関連記事/)
  })

  it('has fewer points rather than padding, and says so', () => {
    const short = readArticle({ title: '臨時便のお知らせ', html: '<p>6日は臨時便を3本出す。</p>' })
    expect(short).toMatchObject({
      lead: '6日は臨時便を3本出す。',
      keyPoints: [],
      flags: ['fewer-points'],
    })
  })

  it('has no text where there is none, and keeps its title', () => {
    expect(readArticle({ title: 'Notes &amp; <b>queries</b>', html: '' })).toMatchObject({
      title: 'Notes & queries',
      lead: '',
      keyPoints: [],
      flags: ['no-text'],
    })
  })

  it('does not say its first sentence twice where it has no title', () => {
    const post = readArticle({
      title: null,
      html: '<p>今朝の桜島。噴煙は2,000メートルまで上がった。</p>',
    })
    expect(post.title).toBe('今朝の桜島。')
    expect(post.lead).not.toContain('今朝の桜島')
  })

  it('never says the same twice', () => {
    const line = 'The harbour council approved a new ferry line between Orrin and Vale on Tuesday.'
    const html = `<p>${line}</p><p>The harbour council approved the new ferry line between Orrin and Vale.</p><p>Tickets will cost 4.20 pounds and go on sale on 1 March at all terminals.</p>`
    const { lead, keyPoints } = readArticle({ title: 'Ferry line approved', html })
    expect(lead).toBe(line)
    expect(keyPoints.map(({ text }) => text)).toEqual([
      'Tickets will cost 4.20 pounds and go on sale on 1 March at all terminals.',
    ])
  })

  const pointsOf = (lines: readonly string[], title = 'Ferries') =>
    readArticle({ title, html: lines.map((line) => `<p>${line}</p>`).join('') }).keyPoints.map(
      ({ text }) => text,
    )

  it('loses the last sentence of a paragraph, not the paragraph, where that is the site’s own', () => {
    const { lead, keyPoints } = readArticle({
      title: 'Ferries',
      text: 'The Orrin ferry will run all night from 3 May, the harbour board said on Monday. Fares stay at 4.20 pounds for adults and half of that for children. All rights reserved.',
    })
    expect(lead).toMatch(/^The Orrin ferry/)
    expect(keyPoints).toHaveLength(1)
  })

  it('has news about advertising and signing in, which is no advertisement', () => {
    const lines = [
      '県内の広告会社3社は4日、共同で新しい会社をつくると発表した。',
      '広告費は2031年度に12%増え、過去最高の4億円に達した。',
      'ログインに指紋を使う仕組みは来春から全店で始まる予定だ。',
      'フォローしてください。',
      '会員登録すると、この記事の続きをお読みいただけます。',
    ]
    expect(pointsOf(lines, '広告3社が合流')).toEqual([lines[1], lines[2]])
  })

  it.each([
    'この影響で、終日あわせて42本の列車が運休となった。',
    'この施設を運営する団体の代表は「来春までに直す」と話した。',
    'その結果として、応募者の数は前の年の2倍に増えたという。',
    'いずれも軽傷で、病院で手当てを受けてその日のうちに帰った。',
    '同紙によると、2031年の春には新しい橋が開通する見込みだ。',
    '両社は来年4月までに新しい会社をつくることで合意した。',
  ])('has no point that leans on what came before: %s', (leaning) => {
    const lead = '山あいの町で3日、鉄道の橋を架けかえる工事が始まった。'
    expect(pointsOf([lead, leaning], '橋の工事')).toEqual([])
  })

  it('begins neither with a dateline nor with a bullet', () => {
    const { lead, keyPoints } = readArticle({
      title: 'Orchards',
      html: '<p>VALE, Feb. 3 (Reuters) - Growers in the Vale lost a third of their blossom to frost, a survey found.</p><p>• The survey covered 212 orchards and was paid for by the county.</p>',
    })
    expect(lead).toBe('Growers in the Vale lost a third of their blossom to frost, a survey found.')
    expect(keyPoints.map(({ text }) => text)).toEqual([
      'The survey covered 212 orchards and was paid for by the county.',
    ])
  })

  it('reads lines that a mail program wrapped as sentences', () => {
    const { lead } = readArticle({
      title: 'Library',
      text: 'The library in Orrin will open on Sundays from\nMay, after its director found the money for\ntwo more posts.\n\nLoans rose.',
    })
    expect(lead).toBe(
      'The library in Orrin will open on Sundays from May, after its director found the money for two more posts.',
    )
  })

  it('takes a line that begins with a small letter for its own where the line before is no sentence', () => {
    const { title, body } = readArticle({
      title: null,
      text: '新しい端末の値段\niPhone は12%高くなる。\nPhones get dearer\niPads too, the shop said.',
    })
    expect(title).toBe('新しい端末の値段')
    expect(body).toHaveLength(3)
  })

  it('answers a title that asks', () => {
    const html = `<p>Anyone who bought olive oil lately has had a shock at the till.</p><p>A litre now costs 11.20 euros on average.</p>
      <p>Why is that?</p><p>The main reason that olive oil is so expensive is drought in Spain, where the harvest fell by half.</p>`
    expect(readArticle({ title: 'Why is olive oil so expensive this year?', html }).lead).toMatch(
      /^The main reason/,
    )
  })

  it('leads with what tells something, wherever a page asks, greets and lists first', () => {
    const html = `<p>「家計簿が続かない…」そんな悩みはありませんか？</p><p>この記事では、家計簿アプリを5つ紹介します。</p>
      <h2>目次</h2><ul><li>選び方</li><li>おすすめ</li><li>注意点</li></ul>
      <p>無料で連携できる口座は4件から10件までと、アプリによって差があります。</p>`
    expect(readArticle({ title: '家計簿アプリ5選', html }).lead).toBe(
      '無料で連携できる口座は4件から10件までと、アプリによって差があります。',
    )
  })

  it.each([
    [
      'ja',
      '市は来年度の予算案を4日に公表し、総額は過去最大の1兆2300億円に上ったが、そのうち子育て支援に充てる額は前の年度より1割増えて約820億円となり、学校の改修には別に45億円を計上したうえで、財源の一部には市が積み立ててきた基金を2年続けて取り崩して充てることを決めた。',
      '市は来年度の予算案を4日に公表し、総額は過去最大の1兆2300億円に上った。',
    ],
    [
      'en',
      'The harbour board will spend 42 million pounds on new quays and electric boats over the next four years, starting with the berth at Orrin that was damaged in the winter storms; the county pays a third of the costs and takes two seats on the board in return.',
      'The harbour board will spend 42 million pounds on new quays and electric boats over the next four years, starting with the berth at Orrin that was damaged in the winter storms.',
    ],
  ])('takes the part of a long sentence that stands alone (%s)', (lang, long, part) => {
    const lead =
      lang === 'ja'
        ? '北の港で岸壁を建て直す工事が3日、市長らが見守る中で始まった。'
        : 'Work on a second dry dock began in Vale on Monday, its mayor told reporters.'
    expect(pointsOf([lead, long], lang === 'ja' ? '港の工事' : 'Port')).toContain(part)
  })

  it.each([
    [
      'fr',
      'Le gouvernement a annoncé mardi la suspension de la réforme. Cependant, les syndicats restent prudents et attendent le vote du 12 novembre.',
      'Les syndicats restent prudents et attendent le vote du 12 novembre.',
    ],
    [
      'de',
      'Die Bahn hebt im Dezember die Preise an. Außerdem entfällt die Reservierung für Familien mit Kindern. Die Bahncard 50 kostet künftig 259 Euro statt 244 Euro.',
      'Die Bahncard 50 kostet künftig 259 Euro statt 244 Euro.',
    ],
    [
      'es',
      'El Gobierno aprobó este martes subir el salario mínimo hasta los 1.221 euros. Sin embargo, la patronal rechazó el acuerdo y anunció una huelga.',
      'La patronal rechazó el acuerdo y anunció una huelga.',
    ],
    [
      'zh',
      '国务院3日发布新规，要求网络平台公示全部收费项目和标准。他表示将加强检查。违反规定的企业最高可被处以上一年度销售额百分之五的罚款。',
      '违反规定的企业最高可被处以上一年度销售额百分之五的罚款。',
    ],
    [
      'ko',
      '서울시는 3일 심야버스 노선을 9개에서 14개로 늘린다고 밝혔다. 또한 배차 간격을 평균 25분에서 15분으로 줄이기로 했다.',
      '배차 간격을 평균 25분에서 15분으로 줄이기로 했다.',
    ],
  ])('has points that stand alone in other languages too (%s)', (lang, text, point) => {
    const article = readArticle({ title: '3', text })
    expect([article.lang, article.keyPoints.map((one) => one.text)]).toEqual([lang, [point]])
  })

  it('is the same every time', () => {
    const again = readArticle({
      title: '路面電車、全車を低床型に',
      html: JAPANESE.map((line) => `<p>${line}</p>`).join(''),
      lang: 'ja',
    })
    expect(JSON.stringify(again)).toBe(JSON.stringify(article))
  })
})

describe('the language', () => {
  it.each([
    ['これは日本語の文章です。', null, 'ja'],
    ['これは日本語の文章です。', 'en-US', 'ja'],
    ['The council said that it was the end of the line.', 'ja', 'en'],
    ['Le conseil a dit que la ligne est fermée pour les travaux.', null, 'fr'],
    ['Der Rat sagte, dass die Linie nicht mit dem Bus fährt.', null, 'de'],
    ['서울시는 새로운 노선을 발표했다.', null, 'ko'],
    ['市政府宣布新的地铁线路将于明年开通。', null, 'zh'],
    ['首相会見要旨', 'ja', 'ja'],
    [
      'El Gobierno aprueba la subida. El Consejo dio luz verde este martes a la medida.',
      null,
      'es',
    ],
    [
      'Governo anuncia programa. O presidente disse nesta terça que vai atender famílias.',
      null,
      'pt',
    ],
    ['Terremoto in Calabria, paura ma nessun danno. Una scossa è stata registrata.', null, 'it'],
    ['Kabinet verlaagt btw. De btw gaat per 1 januari omlaag, zei de minister.', null, 'nl'],
    ['Уряд затвердив бюджет на 2026 рік і повідомив.', null, 'uk'],
    ['12345', null, 'en'],
  ])('of %j is seen', (text, declared, lang) => {
    expect(languageOf(text, declared)).toBe(lang)
  })
})
