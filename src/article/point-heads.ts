/** The words that publishers write over their own key points. Pure. */

/**
 * How much a heading says by itself. `sure`: over a summary, wherever it stands. `strong`: in the upper part of an article.
 * `weak`: right under its title, since sections are headed so too.
 */
export type Trust = 'sure' | 'strong' | 'weak'

export type PointHead = {
  trust: Trust
  /** Three lines follow, as it says. */
  three: boolean
  /** What follows may be one paragraph that sums up. */
  summary: boolean
  /** What stands behind it on its own line. */
  inline: string
}

const words = (...parts: readonly string[]) => new RegExp(`^(?:${parts.join('|')})$`)

const COUNT = '(?:[0-9一二三四五]{1,2}(?:つ|点|選|個)?の?)?'
const THREE = words(
  '(?:[3三]行)(?:で)?(?:まとめ(?:ると)?|要約|要点|で言うと|で(?:分|わ)かる.{0,12}|解説|サマリー?)?',
  '今北産業',
  '(?:忙しい(?:人|方|あなた)(?:のため|向け)?の)[3三]行.{0,6}',
  '3줄 ?요약',
  '세 ?줄 ?요약',
)
const SUMS_UP = words(
  'tl;?dr',
  '(?:the )?(?:article |quick |executive |short )?summary',
  'in (?:brief|short|a nutshell)',
  '(?:the )?(?:gist|short version|bottom line)',
  '(?:この記事の|記事の|本記事の)?(?:要約|概要|まとめ|サマリー?)',
  'ざっくり(?:言うと|いうと|まとめ|要約)',
  'aiによる要約',
  'ai要約',
  '(?:article |ai )?(?:résumé|resumen|resumo|zusammenfassung)',
  'en (?:bref|résumé|resumen|breve)',
  'em resumo',
  'in (?:sintesi|breve|kürze)',
  '(?:核心|重点|重點|内容|文章)?(?:摘要|提要)',
  '太长不看',
  '(?:기사 |ai )?요약',
)
const SURE = words(
  'tl;?dr',
  '(?:この|本)記事の(?:ポイント|要点|まとめ|要約|サマリー?)(?:[0-9]つ)?',
  '記事の(?:ポイント|要点|要約)',
  'ざっくり(?:言うと|いうと|まとめ|要約)',
  '(?:article|story) (?:summary|highlights)',
  'aiによる要約',
  'ai要約',
  '기사 요약',
  'ai 요약',
  '本文要点',
)
const STRONG = words(
  'key (?:points?|takeaways?|findings|facts|messages?|insights|highlights|developments)',
  '(?:the )?(?:main|top|essential) (?:points?|takeaways?|findings)',
  '(?:quick |the |our )?takeaways',
  "(?:here(?:'s| is) )?what (?:you need )?to know",
  "(?:here(?:'s| is) )?what you (?:need to|should) know",
  'things to know',
  '(?:the )?(?:gist|short version)',
  'in a nutshell',
  '(?:quick|executive) summary',
  `(?:主な|重要な?|今回の|本日の|今日の|ニュースの|発表の|研究の|(?:本)?研究成果の|調査結果の|リリースの|ここが)${COUNT}(?:ポイント|要点)`,
  `${COUNT}(?:ポイント|要点)(?:まとめ)?(?:[0-9]つ|[0-9]点)?`,
  `(?:押さえておきたい|知っておきたい|注目の)${COUNT}ポイント`,
  "(?:l'essentiel|à retenir|l'info en bref|(?:les )?points[ -]clés)(?: en bref)?",
  "ce qu'il faut (?:retenir|savoir)",
  'das wichtigste(?: in kürze| auf einen blick| im überblick| zum thema)?',
  'auf einen blick',
  'kern(?:aussagen|punkte)',
  'kurz (?:und|&) knapp',
  "darum geht's",
  '(?:lo esencial|(?:los )?puntos clave|las claves|lo más importante|lo que (?:debes|hay que) saber)',
  "(?:punti chiave|l'essenziale|pontos[ -]chave)",
  '(?:核心|本文|文章)?(?:要点|要點)(?:速览|速覽|提示)?',
  '(?:核心观点|划重点|劃重點|重點整理|懒人包|懶人包|太长不看)',
  '(?:핵심 ?(?:요약|포인트|내용|정리)|주요 ?내용|요점|한눈에 ?보기)',
)
const WEAK = words(
  'highlights',
  '(?:the )?summary',
  'at a glance',
  'in (?:brief|short)',
  '(?:the )?bottom line',
  'まとめ',
  '要約',
  '概要',
  'サマリー?',
  'ハイライト',
  '記事の(?:概要|まとめ)',
  'この記事の(?:概要|内容)',
  'en (?:bref|résumé|resumen|breve)',
  'em resumo',
  'in (?:sintesi|breve|kürze)',
  'kurz zusammengefasst',
  '(?:résumé|resumen|resumo|zusammenfassung|destaques|claves)',
  '(?:核心|重点|重點|内容|文章)?(?:摘要|提要)',
  '(?:重点|重點|导读|導讀)',
  '요약',
)

/** Longer lines are no headings. */
const LONGEST_HEAD = 40
/** What stands around a heading. */
const AROUND =
  /^(?:\p{Extended_Pictographic}|[\ufe0e\ufe0f\s■□◆◇●○▼▶★☆＼／/|#*=_【】《》〈〉「」『』<>[\]()!?:;：,.。、~〜―—–-])+|(?:\p{Extended_Pictographic}|[\ufe0e\ufe0f\s■□◆◇●○▼★☆＼／/|#*=_【】《》〈〉「」『』<>[\]()!?:;：,.。、~〜―—–-])+$/gu

const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(AROUND, '')
    .replaceAll(/\s+/g, ' ')

function trustIn(head: string): Trust | null {
  if (SURE.test(head) || THREE.test(head)) return 'sure'
  if (STRONG.test(head)) return 'strong'
  return WEAK.test(head) ? 'weak' : null
}

/** `TL;DR: …`, `【要点】…`: a heading and what it stands over on one line. */
const INLINE = /^(?:[【［[]([^】］\]]{1,20})[】］\]]|([^:：。.]{1,24})[:：])\s*(\S[\s\S]*)$/u
const TLDR = /^(tl;?dr)\b[\s:;,.–—-]*(\S[\s\S]*)$/i

/** Gives what a line announces, or null where it is no heading over key points. */
export function pointHeadOf(text: string): PointHead | null {
  if (text.length <= LONGEST_HEAD) {
    const head = bare(text)
    const trust = trustIn(head)
    if (trust !== null) return { trust, three: THREE.test(head), summary: sumsUp(head), inline: '' }
  }
  const [, bracketed, before, after] = INLINE.exec(text) ?? []
  const [, tldr, rest] = TLDR.exec(text) ?? []
  const head = bare(bracketed ?? before ?? tldr ?? '')
  const trust = trustIn(head)
  if (trust === null || trust === 'weak') return null
  return { trust, three: false, summary: true, inline: (after ?? rest ?? '').trim() }
}

const sumsUp = (head: string) => SUMS_UP.test(head) || THREE.test(head)
