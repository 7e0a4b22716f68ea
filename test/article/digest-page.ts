/** A page in the digest format, of our own words, and the forms in which such a page reaches the bot. */

export type PageSection = {
  heading: string
  question: string | null
  answer: string | null
  intro: string[]
  source: { title: string; date: string | null; points: string[]; publisher: string; url: string }
  comments: string[]
  body: string[]
  remark: string
}

export const TITLE =
  '町の銭湯はどう変わる?建て替え、燃料、そして担い手?港町の銭湯、よみがえる湯けむり:資金、薪、そして若い番台'
export const HEADLINE = '港町の銭湯、よみがえる湯けむり:資金、薪、そして若い番台'
export const LEAD =
  '築70年の銭湯が、町ぐるみの寄付で再開へ!目標の2,400万円は11日間で集まり、釜は重油から薪に替わる。番台には20代の夫婦が座り、朝風呂も始まる見込みだ。'
export const POINTS = [
  '再開の費用2,400万円は11日間で集まり、寄付した人は1,830人に達しました。',
  '釜は重油から間伐材の薪に替わり、燃料代は年間で約4割下がる見込みです。町の製材所が薪を届けます。',
  '番台を継ぐのは20代の夫婦で、週3日の朝風呂が始まります。',
]

export const SECTIONS: PageSection[] = [
  {
    heading: '町が湯を沸かす:寄付で動いた再建計画',
    question: '銭湯の再建、その資金はどこから?',
    answer: '町の人と、離れた家族からの寄付。',
    intro: [
      '港町の銭湯が、住民の寄付で再開に向かっています。',
      '目標額は募集から11日で集まりました。',
    ],
    source: {
      title: '閉じた銭湯に2,400万円 11日で届いた「またあの湯に」',
      date: '2026/03/04',
      points: [
        '港町の銭湯「なぎさ湯」の再建費2,400万円が、募集開始から11日間で集まった。',
        '寄付したのは1,830人で、約3割は町を離れた元住民だった。',
        '工事は4月に始まり、9月の再開をめざす。',
      ],
      publisher: '湾岸日報 | 地域、経済、暮らしのニュース',
      url: 'https://wangan.example/news/20260304-nagisayu/',
    },
    comments: ['町を離れた人の寄付が3割というのは印象的です。', '工事の期間は少し短く感じます。'],
    body: [
      '2024年、釜の故障と店主の高齢をきっかけに、なぎさ湯は68年の営業を終えました。',
      '最盛期には町に6軒の銭湯がありましたが、2010年からはここ1軒だけでした。',
      '閉店後は、冬の間だけでも湯につかりたいという声が役場に寄せられていました。',
    ],
    remark:
      'お金が集まったのはゴールではなく出発点でしょう。続け方が問われますね。9月が楽しみです。',
  },
  {
    heading: '重油から薪へ:燃料の選択',
    question: '燃料が薪に変わる?料金への影響は?',
    answer: '燃料代は4割下がる見通し。',
    intro: ['釜の燃料は、重油から町の間伐材へと替わります。', '製材所が毎朝、薪を届けます。'],
    source: {
      title: '薪で沸かす「なぎさ湯」、燃料費4割減を試算',
      date: null,
      points: [
        '町と製材所は、なぎさ湯の燃料を重油から薪に替える協定を結んだ。',
        '試算では燃料費が年間720万円から430万円に下がる。',
        '入浴料は大人480円のまま据え置かれる。',
      ],
      publisher: 'みなと林業だより',
      url: 'https://ringyo.example/report/881/',
    },
    comments: [
      '薪の煙について、近所への説明会も開かれました。',
      '雨の日の薪の置き場所が気になるところです。',
    ],
    body: [
      '協定では、製材所が年間190トンの薪を1キロ15円で納めることが決まりました。',
      '釜は岩手県の工場が造り、8月に据え付けられます。',
      '町は余った熱で冬の歩道の雪をとかす計画も立てています。',
      '試験では、湯が42度になるまでの時間は重油のときとほぼ同じでした。',
    ],
    remark: 'ほな、わしも薪割り手伝いに行こかいな!腰だけは気いつけんとな!',
  },
]

export const TEASER = '番台を継ぐ若い夫婦の一日。朝風呂、子どもの宿題、そして湯上がりの一杯。'

export const PAGE_TWO: PageSection = {
  heading: '番台の朝:二人が守る湯',
  question: '若い夫婦はなぜ番台に?',
  answer: '祖父の湯を残したかったから。',
  intro: ['再開後の番台には、町で育った20代の夫婦が座ります。'],
  source: {
    title: '「祖父の湯を残す」 26歳の番台、朝風呂に挑む',
    date: '2026/03/09',
    points: [
      'なぎさ湯の運営は、26歳と27歳の夫婦が立ち上げた会社が引き継ぐ。',
      '週3日、午前6時から朝風呂を開く。',
      '平日の午後は、番台の隣を子どもの学習室として開放する。',
    ],
    publisher: '暮らし新報',
    url: 'https://kurashi.example/a/5521',
  },
  comments: ['学習室の利用は無料です。'],
  body: ['夫婦は大阪の銭湯で2年間、釜焚きを学びました。この春、町に戻りました。'],
  remark: '湯上がりに宿題とは、うらやましい話です。通いたくなりますね。',
}

const sectionLines = (section: PageSection): string[] => [
  section.heading,
  ...(section.question === null ? [] : [section.question]),
  ...(section.answer === null ? [] : [section.answer]),
  ...section.intro,
  section.source.title,
  ...(section.source.date === null ? [] : [`公開日:${section.source.date}`]),
  ...section.source.points.map((point) => `✅ ${point}`),
  `さらに読む ⇒${section.source.publisher}出典/画像元: ${section.source.url}`,
  ...section.comments,
  ...section.body,
  section.remark,
]

export const firstPageLines = (sections: readonly PageSection[] = SECTIONS): string[] => [
  TITLE,
  LEAD,
  '📘 この記事で分かる事!',
  ...POINTS.map((point) => `💡 ${point}`),
  'それでは、本日の記事の重要ポイントを順に見ていきます。',
  'まずはこちらをご覧ください。',
  ...sections.flatMap(sectionLines),
  '次のページを読む ⇒',
  TEASER,
]

export const pageTwoLines = (sections: readonly PageSection[] = [PAGE_TWO]): string[] =>
  sections.flatMap(sectionLines)

/** Plain text as a browser copies it. */
export const asText = (lines: readonly string[], between = '\n\n'): string => lines.join(between)

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const emoji = (text: string) =>
  text.replace(
    /^(💡|✅|📘)/u,
    '<img src="https://s.w.org/images/core/emoji/15/72x72/x.png" alt="$1" class="wp-smiley" style="height: 1em;" />',
  )

const sectionHtml = (section: PageSection): string => `
<h2 class="wp-block-heading"><span id="toc">${escaped(section.heading)}</span></h2>
${[section.question, section.answer, ...section.intro].map((text) => (text === null ? '' : `<p>${escaped(text)}</p>`)).join('\n')}
<div class="cite"><h3>${escaped(section.source.title)}</h3>
<figure><img src="https://pic.example/x.jpg" alt="写真" /><figcaption>写真の説明</figcaption></figure>
${section.source.date === null ? '' : `<p>公開日:${section.source.date}</p>`}
${section.source.points.map((point) => `<p>${emoji(`✅ ${escaped(point)}`)}</p>`).join('\n')}
<p>さらに読む ⇒<a href="${section.source.url}" rel="nofollow">${escaped(section.source.publisher)}</a>出典/画像元: <a href="${section.source.url}">${section.source.url}</a></p></div>
${[...section.comments, ...section.body, section.remark].map((text) => `<p>${escaped(text)}</p>`).join('\n')}`

/** As WordPress writes it into content:encoded; the title stands in the feed's item. */
export const asWordPress = (
  sections: readonly PageSection[] = SECTIONS,
  { first = true }: { first?: boolean } = {},
): string =>
  [
    ...(first
      ? [
          `<p>${escaped(LEAD)}</p>`,
          `<div class="box"><p>${emoji('📘 この記事で分かる事!')}</p>`,
          ...POINTS.map((point) => `<p>${emoji(`💡 ${escaped(point)}`)}</p>`),
          '</div>',
          '<p>それでは、本日の記事の重要ポイントを順に見ていきます。<br />まずはこちらをご覧ください。</p>',
        ]
      : []),
    ...sections.map(sectionHtml),
    ...(first
      ? [
          `<p><a href="https://kiku.example/archives/501/2">次のページを読む ⇒</a></p><p>${escaped(TEASER)}</p>`,
          '<div class="sharedaddy"><h3>関連記事</h3><ul><li><a href="/archives/12">別の記事</a></li></ul></div>',
        ]
      : []),
  ].join('\n')
