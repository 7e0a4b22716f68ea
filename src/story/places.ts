/** Where a text says that something happened, kind by kind: two towns of one kind are two stories. Pure. */

const PREFECTURES =
  '北海道 青森 岩手 宮城 秋田 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈川 新潟 富山 石川 福井 山梨 長野 岐阜 静岡 愛知 三重 滋賀 京都 大阪 兵庫 奈良 和歌山 鳥取 島根 岡山 広島 山口 徳島 香川 愛媛 高知 福岡 佐賀 長崎 熊本 大分 宮崎 鹿児島 沖縄'.split(
    ' ',
  )
/** 東京 and 京都 in 東京都 are one; 大分 in 大分析 is none, but costs little. */
const PREFECTURE = new RegExp(
  `(?<![一-龠])(?:${PREFECTURES.join('|')})|(?:${PREFECTURES.join('|')})(?=[都府県]|市)`,
  'gu',
)

/** A name of one to five characters before what kind of place it is. */
const NAMED: readonly { kind: string; pattern: RegExp }[] = [
  {
    kind: 'town',
    pattern:
      /(?:(?<=[都道府県])|(?<![\p{Script=Han}ァ-ヶ]))([\p{Script=Han}ァ-ヶぁ-ん]{1,4}?[市町村])(?![場内民長街議立営役中の会政]{2})/gu,
  },
  {
    kind: 'line',
    pattern:
      /([\p{Script=Han}]{1,4}|[ァ-ヶー]{2,8})(?<!路|戦|前|無|視|支|配|回|光|幹|曲|直|水平|国際)線(?!状|路|香)/gu,
  },
  { kind: 'station', pattern: /([\p{Script=Han}ァ-ヶ]{1,6})(?<!各|同|両)駅/gu },
  { kind: 'airport', pattern: /([\p{Script=Han}]{2,6})空港/gu },
  { kind: 'court', pattern: /([\p{Script=Han}]{2,4})(?:地裁|高裁|簡裁|家裁)/gu },
  { kind: 'sea', pattern: /([\p{Script=Han}]{1,4})(?:沖|湾|半島|地方)(?!裁|自|公|議|検|気|債)/gu },
]

/** Countries, and American states that news has often, in both languages' usual names. */
const COUNTRIES = [
  'argentina|アルゼンチン',
  'australia|オーストラリア|豪州',
  'austria|オーストリア',
  'bangladesh|バングラデシュ',
  'belgium|ベルギー',
  'brazil|ブラジル',
  'bulgaria|ブルガリア',
  'canada|カナダ',
  'chile|チリ',
  'china|中国',
  'colombia|コロンビア',
  'croatia',
  'cuba|キューバ',
  'czech|チェコ',
  'denmark|danish|デンマーク',
  'egypt|エジプト',
  'ethiopia|エチオピア',
  'finland|フィンランド',
  'france|フランス',
  'germany|german|ドイツ',
  'greece|ギリシャ',
  'hungary|hungarian|ハンガリー',
  'india|インド(?!ネシア)',
  'indonesia|インドネシア',
  'iran|イラン',
  'iraq|イラク',
  'ireland|アイルランド',
  'israel|イスラエル',
  'italy|italian|イタリア',
  'kenya|ケニア',
  'laos|ラオス',
  'lebanon|レバノン',
  'malaysia|マレーシア',
  'mexico|メキシコ',
  'morocco|モロッコ',
  'myanmar|ミャンマー',
  'nepal|ネパール',
  'netherlands|dutch|オランダ',
  'nigeria|ナイジェリア',
  'norway|ノルウェー',
  'pakistan|パキスタン',
  'peru|ペルー',
  'philippines?|philippine|フィリピン',
  'poland|ポーランド',
  'portugal|ポルトガル',
  'romania|ルーマニア',
  'russia|ロシア',
  'saudi|サウジ',
  'serbia|セルビア',
  'slovakia|slovak',
  'south africa|南アフリカ',
  'south korea|韓国',
  'north korea|北朝鮮',
  'spain|spanish|スペイン',
  'sudan|スーダン',
  'sweden|スウェーデン',
  'switzerland|swiss|スイス',
  'syria|シリア',
  'taiwan|台湾',
  'thailand|タイ(?=[の北南東西首王])',
  'turkey|turkish|トルコ',
  'ukraine|ウクライナ',
  'venezuela|ベネズエラ',
  'vietnam|ベトナム',
  'britain|british|uk|england|英国|イギリス',
  'scotland',
  'wales',
  'euro zone|eurozone|ユーロ圏',
  'texas',
  'florida',
  'california',
  'new york',
  'ohio',
  'georgia',
  'japan|japanese',
]
const COUNTRY = COUNTRIES.map((names) => {
  const [latin = '', ...others] = names.split('|')
  const parts = [latin, ...others].map((name) => (/[a-z]/u.test(name) ? `\\b${name}\\b` : name))
  return { name: latin, pattern: new RegExp(parts.join('|'), 'iu') }
})

export type Places = ReadonlyMap<string, ReadonlySet<string>>

/** Gives the places of a text (in NFKC) by kind. */
export function placesOf(text: string): Places {
  const places = new Map<string, Set<string>>()
  const put = (kind: string, name: string) => {
    const known = places.get(kind) ?? new Set()
    known.add(name)
    places.set(kind, known)
  }
  for (const [name] of text.matchAll(PREFECTURE)) put('prefecture', name)
  for (const { kind, pattern } of NAMED) {
    for (const match of text.matchAll(pattern)) if (match[1]) put(kind, match[1])
  }
  for (const { name, pattern } of COUNTRY) if (pattern.test(text)) put('country', name)
  return places
}
