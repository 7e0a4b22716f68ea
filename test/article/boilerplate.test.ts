import { describe, expect, it } from 'vitest'
import { articleLines, isBoilerplate } from '../../src/article/boilerplate.ts'
import { withoutBox, withoutLabel, withoutPageHead, withoutTail } from '../../src/article/labels.ts'
import { linesOfHtml } from '../../src/article/lines.ts'

describe('a site’s own line', () => {
  it.each([
    '続きを読む',
    '【関連記事】港の歴史',
    'あわせて読みたい',
    '写真=新型車',
    '(写真:ロイター)',
    '出典:総務省',
    '※この記事は2020年の転載です。',
    'Copyright © 2025',
    'この記事をシェアする',
    'タイトルとURLをコピーしました',
    '目次',
    'タグ: 港',
    'Read more: Ferry',
    'READ MORE',
    'Sign up for our newsletter.',
    'Follow us on Twitter.',
    'Advertisement',
    'Related: X',
    'Photo: AP',
    'Image: Getty',
    'Getty Images',
    'File photo of the bridge',
    'Scroll down for video .',
    'All rights reserved.',
    "Editor's note: This",
    'The post X appeared first on Y.',
    'By John Smith',
    'By Jane Doe and Bill Ray, Staff Writers',
    '(共同)',
    '【山田太郎】',
    'Thursday, March 4, 2010',
    '2025年1月3日 10:00',
    '文/山田太郎',
    '取材・文=山田',
    'X (Photo by A. B./AP)',
    '街を歩く人=3日、東京都千代田区で、山田太郎撮影',
    'Click here for more.',
    '3 min read',
    'Subscribe to our newsletter',
    'Posted in News',
    'Updated: 3 March',
    '無料会員登録はこちら',
    'フォローしてください。',
    'Lire aussi : X',
    '关注我们',
    'Publicidad',
    'You may also like',
    'Share this article',
    'submitted by /u/x [link] [comments]',
    'The Associated Press contributed to this report.',
    'Sorry we are not currently accepting comments on this article.',
  ])('is no part of its article: %s', (text) => {
    expect(isBoilerplate(text)).toBe(true)
  })

  it.each([
    'Producers said prices rose.',
    'Promoted from the second tier, Leeds won.',
    'Photos from the scene showed smoke.',
    'Also on Monday, the bank cut rates.',
    'Published in Nature, the study found ice.',
    'More than 100 people died.',
    'By the end of the year, sales will rise.',
    'Subscribers grew by 3 percent.',
    'Sponsors left the team.',
    'Related industries fell.',
    'Getty Images sued the firm over its pictures.',
    'Shares on Wall Street fell.',
    'Video of the event spread.',
    'Cookies are sweet.',
    'Follow-up tests are due.',
    'Click fraud cost firms millions.',
    'Sources said the deal was near.',
    'Correction of the market is due.',
    'By December, the bridge will be done.',
    'This story of two brothers moved readers.',
    'Pictures of Mars arrived.',
    'Editors resigned on Monday.',
    'Watch sales rose 4 percent.',
    'Home sales rose.',
    'Live music returned to the park.',
    'Printing costs rose.',
    'About 300 people came.',
    'For more than a decade he ran.',
    'PRを強化すると発表した。',
    '広告会社3社が合流した。',
    'Xに投稿された動画が広がった。',
    '関連企業は300社に上る。',
    '写真展が開かれた。',
    '提供を始めた。',
    '文部科学省は3日発表した。',
    '編集部は移転した。',
    '撮影は3日に始まった。',
    '動画を見る人が増えた。',
    '人気ランキングで1位になった。',
    'この記事の著者は裁判を起こした。',
    'ログインに指紋を使う。',
    '出典は不明だ。',
    'Xでフォロワーが増えた。',
    '詳しくは分かっていない。',
    '目次が公開された。',
    '構成団体は3つ。',
    'Sharing a flat is dearer.',
    'Newsletters are popular.',
    'Image recognition is better.',
    'Picture books sell.',
    'Source code leaked.',
    'Advertising revenue fell 3%.',
    'Advertisers left the site.',
    'Next year will be harder.',
    'Search teams found him.',
    'Recommended retail price is $3.',
  ])('is not taken for one where news begins alike: %s', (text) => {
    expect(isBoilerplate(text)).toBe(false)
  })
})

describe('a page’s article', () => {
  it('is without what the site puts around and between its paragraphs', () => {
    const html = `<article><h1>Ferry fares rise</h1><div class="byline">By Jane Doe, Staff Writer</div>
      <div class="share-buttons"><a href="/x">Share</a></div>
      <figure><img src="a.jpg"><figcaption>The ferry. Photo: AP</figcaption></figure>
      <p class="wp-caption-text">The Orrin ferry in harbour on Monday.</p>
      <p>Fares on the Orrin ferry will rise by 4 percent from May, the harbour board said.</p>
      <p><strong>Related:</strong> <a href="/y">How ferries work</a></p>
      <ul class="related-posts"><li><a href="/z">Old news</a></li></ul>
      <div class="newsletter-signup"><p>Get the best of the harbour every Friday morning.</p></div>
      <p>An adult ticket will cost 4.37 pounds instead of 4.20.</p><aside>Ad text.</aside>
      <div class="author-bio"><p>Jane Doe lives in Vale with two cats.</p></div>
      <footer>© 2025 Port News</footer></article>`
    expect(articleLines(linesOfHtml(html)).map(({ text }) => text)).toEqual([
      'Fares on the Orrin ferry will rise by 4 percent from May, the harbour board said.',
      'An adult ticket will cost 4.37 pounds instead of 4.20.',
    ])
  })
})

describe('what stands before a sentence', () => {
  it.each([
    ['(CNN) -- Usain Bolt won.', 'Usain Bolt won.'],
    ['(CNN)The president said.', 'The president said.'],
    ['LONDON, England (Reuters) -- Harry Potter star.', 'Harry Potter star.'],
    ['WASHINGTON — The Senate voted.', 'The Senate voted.'],
    ['NEW YORK, March 4 (UPI) -- Oil rose.', 'Oil rose.'],
    ['SAN FRANCISCO, June 3, 2025 /PRNewswire/ -- Acme today announced.', 'Acme today announced.'],
    ['SEATTLE--(BUSINESS WIRE)--Acme Corp. said.', 'Acme Corp. said.'],
    ['LONDON, June 03, 2025 (GLOBE NEWSWIRE) -- Acme plc.', 'Acme plc.'],
    ['Paris (AFP) – The mayor said.', 'The mayor said.'],
    ['【ワシントン=山田太郎】米大統領は', '米大統領は'],
    ['[東京 3日 ロイター] - 日銀は', '日銀は'],
    ['（ＣＮＮ） 米国の', '米国の'],
    ['【1月3日 AFP】（更新）フランスの', 'フランスの'],
    ['新华社北京1月3日电（记者张三）国务院', '国务院'],
    ['Scroll down for video A man was.', 'A man was.'],
    ['1. Open the lid.', 'Open the lid.'],
    ['• 港を開く。', '港を開く。'],
    ['IBM, Microsoft and others said - yes.', 'IBM, Microsoft and others said - yes.'],
    ['EU leaders – The best', 'EU leaders – The best'],
    ['US President Joe Biden — The man', 'US President Joe Biden — The man'],
    ['3 people died.', '3 people died.'],
  ])('%j leaves %j', (text, rest) => {
    expect(withoutLabel(text)).toBe(rest)
  })

  it('is a whole page head in one paper', () => {
    const head =
      'By . Ann Lee . PUBLISHED: . 09:12 EST, 3 March 2013 . | . UPDATED: . 10:00 EST, 3 March 2013 .'
    expect(withoutPageHead(`${head} A man fell.`)).toBe('A man fell.')
    expect(withoutPageHead('By noon the rain had stopped.')).toBe('By noon the rain had stopped.')
  })

  it('is a box of links, or the title, in a text that lost its lines', () => {
    const title = '青葉市が路面電車の全車両を低床型に替える'
    const own = '共同通信・毎日新聞によると、青葉市は3日、計画を2031年までに終えると発表した。'
    expect(withoutBox(`鉄道関連ニュース北の橋が完成南の駅が開業${own}`, title)).toBe(own)
    expect(withoutBox(`${title}${own}`, title)).toBe(own)
    expect(withoutBox(own, title)).toBe(own)
    const film = 'The Road Under the Salt opens in cinemas on Friday after a long wait.'
    expect(withoutBox(film, 'The Road Under the Salt')).toBe(film)
  })

  it('goes with the credits and notes behind it', () => {
    expect(withoutTail('市は3日発表した(共同)。')).toBe('市は3日発表した。')
    expect(withoutTail('It rose[3] again. (Photo: AP)')).toBe('It rose again.')
    expect(withoutTail('It rose (by 3 percent).')).toBe('It rose (by 3 percent).')
  })
})

it('a notice that takes the article back is no line of the site’s', () => {
  expect(isBoilerplate('この記事は誤りがあったため取り消しました。')).toBe(false)
  expect(isBoilerplate('この記事は事実関係の誤りにより削除いたしました。')).toBe(false)
  expect(isBoilerplate('※この記事は誤りの指摘を受け付けています。')).toBe(true)
})
