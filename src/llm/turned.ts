/** Whether a text says the opposite of its evidence, as far as single words show it. Pure. */

const NOT_ENGLISH =
  /\b(?:not|never|neither|nor|cannot|without|no longer|unable|nobody|none)\b|n['’]t\b|\bfail(?:s|ed)? to\b/i
const NOT_JAPANESE =
  /(?<!だけで|のみで|少|ばかりで|間違い|に違い)(?:ない|なかった|なく(?!とも))|[せれわかまらさえけ]ず[に、]|ません|難し(?:い|く)|困難|免れ/

const isNegated = (text: string) => NOT_ENGLISH.test(text) || NOT_JAPANESE.test(text)

/** Words of which a sentence about the same thing has the one or the other. */
const OPPOSITES: readonly [RegExp, RegExp][] = [
  [
    /\b(?:rose|rises?|rising|risen|gain(?:s|ed)?|climb(?:s|ed)?|jump(?:s|ed)?)\b/i,
    /\b(?:fell|falls?|falling|fallen|drop(?:s|ped)?|declin\w+|slump\w*)\b/i,
  ],
  [/\bincreas\w+/i, /\b(?:decreas|reduc|lower)\w*/i],
  [/\b(?:won|wins?|winning|beat|defeat(?:s|ed))\b/i, /\b(?:lost|loses?|losing)\b/i],
  [/\b(?:killed|died|dead|deaths?)\b/i, /\b(?:injur\w+|wounded|hurt|unharmed|survived)\b/i],
  [
    /\b(?:approv|accept|support|back)(?:s|e|es|ed|ing|al)?\b/i,
    /\b(?:reject|oppos|refus|den)(?:s|e|es|ed|ing|y|ies|ied|al)?\b/i,
  ],
  [/\b(?:open|reopen)(?:s|ed|ing)?\b/i, /\b(?:clos(?:e|es|ed|ing|ure)|shut)\b/i],
  [
    /\b(?:start|begin|began|launch)(?:s|ed|ning)?\b/i,
    /\b(?:end|stop|halt|cancel)(?:s|ed|ped|led)?\b/i,
  ],
  [/\bguilty\b/i, /\b(?:acquitted|innocent|cleared)\b/i],
  [/\b(?:highest|most|largest)\b/i, /\b(?:lowest|least|smallest)\b/i],
  [/増(?:え|加|やす|やし|額|員|益|収)/, /減(?:り|少|らす|らし|った|額|員|益|収)/],
  [/上昇|値上がり|上回/, /下落|低下|値下がり|下回/],
  [/賛成|支持|承認|可決/, /反対|拒否|否決|却下/],
  [/勝利|勝っ|破り|破っ|下し/, /敗れ|敗退|負け/],
  [/死亡|亡くな|死者/, /負傷|けが|軽傷|重傷|無事/],
  [/有罪/, /無罪/],
  [/再開|開始|始め|始ま/, /中止|終了|停止|休止|廃止/],
  [/軽い|軽く/, /重い|重く/],
  [/高い|高く|高かっ/, /低い|低く|低かっ/],
  [/最大|最多|最高/, /最小|最少|最低/],
]

/** Says whether a text negates what its evidence does not, or has one of two opposites where its evidence has the other. */
export function isTurned(text: string, evidence: string): boolean {
  if (isNegated(text) && !isNegated(evidence)) return true
  return OPPOSITES.some(
    ([one, other]) =>
      isSwapped({ text, evidence }, one, other) || isSwapped({ text, evidence }, other, one),
  )
}

type Pair = { text: string; evidence: string }

const isSwapped = ({ text, evidence }: Pair, has: RegExp, instead: RegExp): boolean =>
  has.test(text) && !has.test(evidence) && instead.test(evidence) && !instead.test(text)
