import { describe, expect, it } from 'vitest'
import { readArticle } from '../../src/article/read-article.ts'

const paragraphs = (...texts: string[]) => texts.map((text) => `<p>${text}</p>`).join('')
const cardOf = (title: string, html: string) => {
  const { lead, keyPoints, flags } = readArticle({ title, html })
  return { lead, points: keyPoints.map(({ text }) => text), flags }
}

describe('the lead of an article as publishers write it', () => {
  it('passes over an opening that is true of everything', () => {
    const { lead } = cardOf(
      '社説:地方鉄道の存廃',
      paragraphs(
        '利用者の減少に苦しむ地方鉄道のあり方が問われている。',
        '国の検討会が、存続かバス転換かを3年以内に協議するよう求める提言をまとめた。',
        '赤字は年間で約230億円に上る。',
      ),
    )
    expect(lead).toMatch(/^国の検討会/)
  })

  it('passes over who wrote it', () => {
    const { lead } = cardOf(
      'Your city does not need another stadium',
      paragraphs(
        'Claire Donnelly is a professor of urban economics at the University of Ohio.',
        'Last week the mayor of Riverton asked taxpayers for $640 million to build a stadium.',
      ),
    )
    expect(lead).toMatch(/^Last week the mayor/)
  })

  it('keeps a long first sentence that says the title', () => {
    const news = `The transit authority’s board, meeting after ${'three hearings of residents, owners and riders, '.repeat(10)}voted 9 to 4 on Thursday to approve a $2.1 billion budget that raises fares.`
    const { lead } = cardOf(
      'Transit authority board approves budget, raises fares',
      paragraphs(news, 'The vote ends months of dispute over a deficit of $190 million.'),
    )
    expect(news.length).toBeGreaterThan(500)
    expect(lead).toBe(news)
  })

  it('takes a sentence that names the title’s own thing', () => {
    const { lead } = cardOf(
      'Easy One-Pan Lemon Chicken',
      paragraphs(
        'Please read our disclosure policy. This lemon chicken is ready in 30 minutes and uses just one pan. The sauce gets its body from butter and a spoonful of mustard.',
      ),
    )
    expect(lead).toBe('This lemon chicken is ready in 30 minutes and uses just one pan.')
  })

  it('is the first sentence of a Chinese agency’s report without its dateline', () => {
    const { lead } = cardOf(
      '台北捷運環狀線北環段明年動工',
      paragraphs(
        '（中央社記者王小明台北25日電）台北市政府今天宣布，捷運環狀線北環段將於明年3月動工，預計2032年完工。全長14.93公里，共設12座車站。',
      ),
    )
    expect(lead).toMatch(/^台北市政府今天宣布/)
  })
})

describe('the lead of a press release', () => {
  it.each([
    [
      '青葉社(本社:大阪府吹田市、代表取締役社長:木村隆、以下「青葉」)は、蓄電池を12月1日に発売いたします。',
      '青葉社は、蓄電池を12月1日に発売いたします。',
    ],
    [
      'PORTLAND, Ore., Nov. 24, 2026 /PRNewswire/ -- Brightwater, Inc. (NASDAQ: BWF), a maker of nut butters, today announced a recall of 24,000 jars.',
      'Brightwater, Inc., a maker of nut butters, today announced a recall of 24,000 jars.',
    ],
  ])('goes without the company’s particulars: %s', (text, lead) => {
    expect(cardOf('News of the company', paragraphs(text)).lead).toBe(lead)
  })
})

describe('an item of one sentence', () => {
  it('has its two statements as lead and point', () => {
    expect(
      cardOf(
        'Fed holds rates',
        'The Federal Reserve held its interest rate steady at 3.75% on Wednesday, but officials signalled that they expected two cuts next year.',
      ),
    ).toMatchObject({
      lead: 'The Federal Reserve held its interest rate steady at 3.75% on Wednesday.',
      points: ['Officials signalled that they expected two cuts next year.'],
    })
    expect(
      cardOf(
        '新空港の滑走路、完成遅れる',
        '国土交通省は25日、新空港の第2滑走路の完成が2年遅れて2031年度になると発表したが、総事業費は変わらず約4,800億円にとどまる見通しだ。',
      ),
    ).toMatchObject({
      lead: '国土交通省は25日、新空港の第2滑走路の完成が2年遅れて2031年度になると発表した。',
      points: ['総事業費は変わらず約4,800億円にとどまる見通しだ。'],
    })
  })

  it('stays whole where the second half would claim what somebody only said', () => {
    const claim =
      'The police said on Wednesday that the driver had been asleep at the wheel, and the passengers had noticed nothing before the crash.'
    expect(cardOf('Crash on the coast road', claim)).toMatchObject({ lead: claim, points: [] })
    const said =
      'The mine had been closed for safety reasons since the spring of 2024, but the owners had kept nine workers there, the union said.'
    expect(cardOf('Mine collapses', said)).toMatchObject({ lead: said, points: [] })
  })

  it.each([
    ['The ferry was stopped on Wednesday after a fire in the engine. [&#8230;]', /engine\.$/],
    [
      'A tunnel collapsed on Wednesday, trapping nine, officials said <a href="/">Continue reading...</a>',
      /said…$/,
    ],
    ['大阪市は25日、大阪駅前の再開発計画を承認し、2029年春の完成を目指す …続きを読む', /目指す…$/],
  ])('ends without an invitation to read on: %s', (html, end) => {
    expect(cardOf('News of the day in short', html).lead).toMatch(end)
  })
})

describe('a text that its feed breaks off', () => {
  it('keeps the sign in its body, so that its page is sent for', () => {
    const { body } = readArticle({
      title: 'Ferry stopped',
      html: '<p>The ferry was stopped on Wednesday after a fire. [&#8230;]</p>',
    })
    expect(body).toEqual(['The ferry was stopped on Wednesday after a fire. […]'])
  })
})

describe('the points of an article as publishers write it', () => {
  it('are no numbers to call, and no background where there is news', () => {
    const { points } = cardOf(
      'Recall of almond butter',
      paragraphs(
        'Brightwater Foods announced a recall of 24,000 jars of almond butter on Tuesday.',
        'In recent years, recalls of food have become more common in the country.',
        'Consumers with questions may call 1-800-555-0199 between 8 a.m. and 5 p.m.',
        'The jars were sold in Oregon and Idaho between October 3 and November 20.',
        'No illnesses have been reported to the health department so far.',
        'The company has stopped production at its Salem plant until the source is found.',
      ),
    )
    expect(points.map((text) => text.slice(0, 11))).toEqual([
      'The jars we',
      'No illnesse',
      'The company',
    ])
  })

  it('lose the clock of a live report', () => {
    const { lead, points } = cardOf(
      'LIVE: Election night in Norvania',
      paragraphs(
        '10:42 p.m. – The Green Party has conceded defeat in the capital, its leader said.',
        '10:15 p.m. – With 61% of votes counted, the Conservatives lead with 38.2%.',
        '9:00 p.m. – Good evening and welcome to our live coverage.',
      ),
    )
    expect(lead).toMatch(/^The Green Party/)
    expect(points).toEqual(['With 61% of votes counted, the Conservatives lead with 38.2%.'])
  })

  it('may end without a stop where the publisher sets none', () => {
    const { points, flags } = cardOf(
      '鳥取で新種のサンショウウオ',
      paragraphs(
        '鳥取大などの研究チームは、県内の山地で新種のサンショウウオを見つけたと発表した',
        '体長は約9センチで、尾に黄色い帯があるのが特徴',
        '標高800メートル以上の沢にだけ生息し、個体数は500匹に満たないとみられる',
        '環境省は来年度、保護区を指定する方針を決めている',
      ),
    )
    expect(points).toHaveLength(3)
    expect(flags).toEqual([])
  })

  it('keep what a bracket says of a video’s length', () => {
    const { points } = cardOf(
      'Kite 13を発表',
      paragraphs(
        'アオゾラは11月24日、13.3型ノートPC「Kite 13」を発表し、来月12日に発売する。',
        'バッテリーの駆動時間は約19時間(動画再生時は約11時間)。',
      ),
    )
    expect(points).toEqual(['バッテリーの駆動時間は約19時間(動画再生時は約11時間)。'])
  })
})

describe('the text of an article', () => {
  const bodyOf = (html: string) => readArticle({ title: 'Recall of almond butter', html }).body

  it('ends where only its sender speaks', () => {
    const news = [
      'Brightwater Foods announced a recall of 24,000 jars of almond butter on Tuesday.',
      'The jars were sold in Oregon and Idaho between October 3 and November 20.',
      'The company has stopped production at its Salem plant until the source is found.',
    ]
    expect(
      bodyOf(
        paragraphs(
          ...news,
          '<strong>About Brightwater Foods</strong>',
          'Founded in 1988, Brightwater Foods is a leading producer of nut butters.',
          'Forward-Looking Statements',
          'Actual results may differ materially from those projected.',
        ),
      ),
    ).toEqual(news)
    const japanese = [
      '青葉社は25日、蓄電池を発売すると発表した。',
      '価格は198,000円だ。',
      '来月1日から売る。',
    ]
    expect(
      bodyOf(
        paragraphs(
          ...japanese,
          '■会社概要',
          '社名:青葉社',
          '■本件に関するお問い合わせ先',
          '広報部',
        ),
      ),
    ).toEqual(japanese)
  })

  it('ends without who wrote it and what else to read', () => {
    expect(
      bodyOf(
        paragraphs(
          'Die Bahn saniert bis 2030 rund 200 Bahnhöfe. Das könnte Sie auch interessieren',
          '<em>Marcus Hale is a staff writer covering manufacturing.</em>',
          '※所属・肩書は取材当時のものです。',
        ),
      ),
    ).toEqual(['Die Bahn saniert bis 2030 rund 200 Bahnhöfe.'])
  })

  it('keeps what a heading far above its end begins with About', () => {
    const body = bodyOf(
      paragraphs(
        'The bridge opened on Monday.',
        'About Time',
        'It took three years.',
        'Tolls start in May.',
      ),
    )
    expect(body).toContain('Tolls start in May.')
  })
})

describe('the notes of a release in any feed', () => {
  const html =
    '<p>Kestrel 3.0 is out today.</p><h2>Features</h2><ul><li>Add cron expressions with seconds (#2101)</li><li>chore(deps): bump ruff from 0.6.1 to 0.6.3</li></ul><h2>Breaking changes</h2><ul><li>Drop support for Python 3.9 (#2210) by @mira</li></ul>'

  it('give their changes as points, what breaks first', () => {
    expect(cardOf('kestrel v3.0.0', html).points).toEqual([
      'Drop support for Python 3.9',
      'Add cron expressions with seconds',
      'chore(deps): bump ruff from 0.6.1 to 0.6.3',
    ])
  })

  it('are no release without a version in the title', () => {
    expect(readArticle({ title: 'What we did this year', html }).keyPoints).toEqual([])
  })
})
