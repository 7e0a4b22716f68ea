/** How a quantity is told, in Japanese and English: what stands around its number. Pure. */
import type { Quantity } from '../model/difference.ts'

/** What kind of number a quantity has: of people, of things, of money, of another measure. */
type Kind = 'people' | 'things' | 'money' | 'percent' | 'bare'

export type Counted = {
  quantity: Quantity
  kind: Kind
  /** Group 1: the mark's number; group `noun`: who or what is counted. Over a clause in which numbers are marks. */
  patterns: readonly RegExp[]
}

const MARK = '⟦(\\d+)⟧'

/** Words between a number and what happened: 病院で, 全員が, との. */
const JA_LINK = '(?:人|分)?(?:全員|全て|すべて|とも)?(?:が|の|を|も|は)?[^⟦⟧]{0,7}?'
const JA_IS = '(?:の)?(?:数|件数|面積|総額|額)?(?:は|が|も|:)?\\s?'

const ja = (
  quantity: Quantity,
  kind: Kind,
  { ahead = [], behind = [] }: { ahead?: readonly string[]; behind?: readonly string[] },
): Counted => ({
  quantity,
  kind,
  patterns: [
    ...ahead.map((words) => new RegExp(`(?:${words})${JA_IS}${MARK}`, 'gu')),
    ...behind.map((words) => new RegExp(`${MARK}${JA_LINK}(?:${words})`, 'gu')),
  ],
})

const JA: readonly Counted[] = [
  ja('dead', 'people', {
    ahead: ['死者', '死亡者', '犠牲者'],
    behind: ['死亡', '亡くな', '犠牲に', '遺体'],
  }),
  ja('missing', 'people', {
    ahead: ['(?<!死者.?)行方不明者?', '安否不明者?'],
    behind: ['行方不明', '行方が(?:分|わ)か', '安否不明'],
  }),
  ja('seriously-injured', 'people', {
    ahead: ['重傷者', '(?<!軽)重傷'],
    behind: ['重傷(?!者)', '大けが'],
  }),
  ja('injured', 'people', {
    ahead: ['負傷者', 'けが人', '重軽傷者'],
    behind: ['負傷', '(?<!軽い|軽|大)(?:けが|ケガ|怪我)', '重軽傷'],
  }),
  ja('stranded', 'people', { behind: ['閉じ込め', '取り残', '足止め', '孤立'] }),
  ja('rescued', 'people', { behind: ['救助', '救出'] }),
  ja('evacuated', 'people', {
    ahead: ['避難者'],
    behind: ['避難(?!指示|勧告|情報|命令|準備|対象|所の|を呼び)'],
  }),
  ja('magnitude', 'bare', { ahead: ['マグニチュード(?:\\(M\\))?', '(?<![A-Za-z])M'] }),
  ja('arrested', 'people', { ahead: ['逮捕者'], behind: ['(?<!再)逮捕(?!状|歴)', '拘束'] }),
  ja('destroyed', 'things', { ahead: ['全壊', '倒壊', '全焼'], behind: ['全壊', '倒壊', '全焼'] }),
  ja('flooded', 'things', { ahead: ['(?<!床上|床下)浸水'], behind: ['(?<!床上|床下)浸水'] }),
  ja('outage', 'things', { ahead: ['停電'], behind: ['停電'] }),
  ja('burned', 'bare', { ahead: ['焼失'], behind: ['焼失', '焼け'] }),
  ja('leaked', 'things', { behind: ['流出', '漏えい', '漏洩'] }),
  ja('stolen', 'money', {
    ahead: ['被害', '流出', '窃取'],
    behind: ['流出', '盗まれ', '盗ま', 'だまし取', '詐取'],
  }),
  ja('fine', 'money', {
    ahead: ['罰金', '制裁金', '課徴金'],
    behind: ['罰金', '制裁金', '課徴金'],
  }),
  ja('price', 'money', {
    ahead: ['買収', '取得', '売却'],
    behind: ['(?:で|の)(?:[^⟦⟧]{0,6})?(?:買収|取得|売却)'],
  }),
  ja('raised', 'money', { ahead: ['調達'], behind: ['調達'] }),
  ja('cost', 'money', { ahead: ['総工費', '総事業費', '工費'] }),
  ja('laid-off', 'people', {
    ahead: ['(?:人員|従業員)(?:を)?削減', '希望退職'],
    behind: ['削減', '解雇', '人員削減'],
  }),
  ja('turnout', 'percent', { ahead: ['(?<!前回の?|推定|期日前|中間)投票率'] }),
  ja('attended', 'people', {
    ahead: ['来場者', '観客', '入場者', '参加者'],
    behind: ['来場', '観客', '参加', '詰めかけ'],
  }),
]

const NOUN = '(?<noun>(?:[ -](?!\\w+ly\\b)[a-z]+){0,2}?)'
const BEEN =
  '(?: (?:were|was|are|is|be|have been|has been|had been|been|being|reported|confirmed|still|also|left|to be|will be))*'
const HOMES =
  '(?<noun> (?:homes|houses|households|customers|properties|buildings|structures|people))'
const AREA = '(?<noun>[ -](?:acres?|hectares?|square kilometres|square kilometers))'
const OWNERS = '(?<noun> (?:patients|customers|users|people|accounts|records|members|students))'

const en = (quantity: Quantity, kind: Kind, patterns: readonly string[]): Counted => ({
  quantity,
  kind,
  patterns: patterns.map((words) => new RegExp(words.replaceAll('#', MARK), 'giu')),
})

/** Somebody to whom it happened, told ahead (`12 people were killed`) or behind (`killed 12`). */
const people = (quantity: Quantity, happened: string, does: string, more: readonly string[] = []) =>
  en(quantity, 'people', [
    `#${NOUN}${BEEN} (?:${happened})\\b`,
    ...(does === '' ? [] : [`\\b(?:${does}) #(?<noun>(?: [a-z]+)?)`]),
    ...more,
  ])

const EN: readonly Counted[] = [
  people(
    'dead',
    'killed|dead|died|dies?|perished|deaths?|fatalities|lost their lives',
    'kill(?:s|ed|ing)?',
    [
      '\\btoll\\b[^⟦⟧]{0,60}?\\b(?:to|at|of|reached|reaches|is|was|hits?) #',
      '\\b(?:claim(?:s|ed|ing)?|took|taking) # lives\\b',
      '\\bclaim(?:s|ed|ing)? the lives of #(?<noun>(?: [a-z]+)?)',
    ],
  ),
  people('missing', 'missing|unaccounted for', ''),
  people(
    'seriously-injured',
    '(?:critically|seriously|severely|badly|gravely) (?:injured|hurt|wounded)',
    '(?:critically|seriously|severely|badly|gravely) (?:injur|wound)(?:ed|ing)',
  ),
  people(
    'injured',
    'injured|hurt|wounded',
    '(?<!ly )(?:injur(?:es|ed|ing)|wound(?:s|ed|ing)|hurt(?:s|ing)?)',
  ),
  people('stranded', 'trapped|stranded', '(?:trap(?:s|ped|ping)|strand(?:s|ed|ing))'),
  people('rescued', 'rescued|pulled to safety', 'rescu(?:es|ed|ing)'),
  people('evacuated', 'evacuated', 'evacuat(?:es|ed|ing)'),
  en('magnitude', 'bare', ['\\bmagnitude(?: of)? #', '#[- ]magnitude\\b']),
  people('arrested', 'arrested|detained|arrests', '(?:arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?)'),
  en('destroyed', 'things', [
    `\\b(?:destroy|flatten|level)(?:s|l?ed|l?ing) #${HOMES}`,
    `#${HOMES}${BEEN} (?:destroyed|flattened|levell?ed)`,
  ]),
  en('outage', 'things', [
    `#${HOMES}${BEEN} (?:without (?:power|electricity)|los(?:t|e|ing) power|in the dark)`,
    `\\b(?:cut|cuts|cutting|knock\\w+ out) (?:off )?(?:power|electricity) (?:to|for) #${HOMES}`,
  ]),
  en('burned', 'bare', [
    `\\b(?:burn|scorch|consum|char)(?:s|e[sd]|r?ed|t|ing) #${AREA}`,
    `#${AREA}${BEEN} (?:burned|burnt|scorched)`,
  ]),
  en('leaked', 'things', [
    `\\b(?:data|records|information|details)[^⟦⟧]{0,30} (?:of|on|about|belonging to|from) #${OWNERS}`,
    `\\b(?:breach|leak|hack)[^⟦⟧]{0,20} (?:hits|hit|affects|affected|exposes|exposed) #${OWNERS}`,
  ]),
  en('stolen', 'money', [
    '\\b(?:steals?|stole|stealing|looted|theft of|robbed of) #',
    '#(?: (?:in|of|worth of) \\w+)?(?: (?:was|were))? stolen',
    '\\bworth #(?: (?:was|were))? stolen',
  ]),
  en('fine', 'money', [
    '\\bfin(?:es?|ed|ing)\\b[^⟦⟧]{0,40} #',
    '\\bpenalty of #',
    '# (?:[a-z-]+ )?(?:fine|penalty)\\b',
  ]),
  en('price', 'money', [
    '\\b(?:buys?|bought|buying|acquir(?:es?|ed|ing)|takeover of|purchase of|acquisition of|s[eo]lls?|selling|sold)\\b[^⟦⟧]{0,60} for #',
    '# (?:deal|acquisition|takeover|purchase|buyout)\\b',
    '\\b(?:deal|acquisition|takeover|purchase)\\b[^⟦⟧]{0,20} (?:worth|valued at) #',
  ]),
  en('raised', 'money', ['\\brais(?:es?|ed|ing) #', '# (?:funding )?round\\b']),
  en('cost', 'money', [
    '\\b(?:at a cost of|at a total cost of|total cost of|total cost is|will cost|project cost) #',
  ]),
  en('laid-off', 'people', [
    '\\b(?:cut|cuts|cutting|eliminat(?:es?|ing|ed)|shed|slash(?:es|ing|ed)?|axe|axes|axing|lay(?:s|ing)? off|laid off) # (?:jobs|workers|employees|staff|positions|people)\\b',
    `# (?:jobs|workers|employees|staff|positions)${BEEN} (?:cut|laid off|axed|eliminated)`,
  ]),
  en('turnout', 'percent', [
    '\\bturnout\\b[^⟦⟧]{0,50} (?:was|of|at|reached|to|is|hit) #',
    '# turnout\\b',
  ]),
  people(
    'attended',
    'attended|marched|march|took part|gathered|rallied|protested|turned out',
    'draws|drew|attracted',
    [
      '\\b(?:crowd|attendance|audience|turnout)\\b[^⟦⟧]{0,30} (?:of|at|was|reached) #',
      '\\b(?:before|in front of) # (?:spectators|fans|people)\\b',
    ],
  ),
]

/** Gives how quantities are told in a script. */
export const countedIn = (script: 'ja' | 'other'): readonly Counted[] => (script === 'ja' ? JA : EN)
