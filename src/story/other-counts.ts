/** Words that say that a number is of another time, of a part, or of what is yet to come: it is not held against others. */

const either = (words: string) =>
  words
    .trim()
    .split(/\s*\n\s*/)
    .join('|')

/** Of another year, of several events, of two kinds together: nothing in such a sentence is taken. */
export const OTHER_TIME = {
  ja: new RegExp(
    either(String.raw`
      昨年|去年|前年|一昨年|同年|平年|以来|今年に入|年間|\d+年(?:前|の|に|以降)
      前回(?!を[上下]回|より)|過去(?!最[大高多])
      累計|死傷|死者(?:[・や、]|と)行方不明|全半壊
      余震|前震
    `),
  ),
  other: new RegExp(
    either(String.raw`
      \b(?:last|previous|every|each|past) (?:[\w-]+ )?(?:years?|months?|weeks?|days?|hours|time|vote|election)\b
      \byears? (?:ago|earlier)\b|\bin (?:19|20)\d\d\b|\bsince\b|\bthis year\b(?!['’]s)|\bdecades?\b|\bhistory\b
      \b(?:after|fore)shocks?\b
      \b(?:dead|killed|deaths|missing|injured|wounded|hurt) (?:and|or) (?:the )?(?:dead|killed|missing|injured|wounded|hurt|injuries)\b
      \bdamaged (?:or|and) destroyed\b|\bdestroyed (?:or|and) damaged\b
    `),
    'i',
  ),
}

/** A part of them, others beside them, a share of each, what may come: nothing in such a clause is taken. */
export const PART = {
  ja: new RegExp(
    either(`
      (?<!⟧の)うち|内訳|ほか|別に|新たに|さらに|追加|残る|なし|(?<![分わ]かって)いない
      当たり|あたり|ごと|毎|平均
      予想|予測|想定|目標|恐れ|おそれ|可能性|見込み|見通し|疑い[もが]
      提示|案[をだで]|陣営|名乗り|当初|上限
      復旧|解消|一時|ピーク|時点|現在|初日|日目|日間|含む|含め
    `),
  ),
  other: new RegExp(
    either(String.raw`
      \b(?:including|among|another|others?|additional|new|newly|further|not|no)\b
      ⟧ of (?:them|whom|those|the|its)\b|⟧ (?:out )?(?:of|in) (?:the |its |their |every )?⟦
      \b(?:first|second|third|fourth) (?:blast|explosion|attack|wave|bomb|strike|quarter|half|day|night|weekend|car|site|phase|group)\b
      \b(?:per|each|a day|average|stake|percent of|debt|shares?)\b
      \b(?:expect\w*|forecast\w*|could|may|might|would|fear\w*|presum\w*|predict\w*|target\w*|estimat(?:e|es|ed) that)\b
      \b(?:offer\w*|bids?|bidding|propos\w*|faces?|facing|maximum|originally|initially|bringing|want(?:s|ed)|hop(?:es|ed|ing)|s(?:eeks|ought)|losing|rivals?|reject\w*)\b
      \b(?:opening|final|every|each) (?:day|night|weekend)\b|\bworth of shares\b
      \b(?:restored|peak|peaked|by noon|at noon|early voting)\b
    `),
    'i',
  ),
}

/** Where or how far it was counted: two numbers are held against each other only where both say the same. */
export const SCOPE = {
  ja: /県内|市内(?!外)|町内|村内|都内|府内|道内|国内(?![線外])|全国|各地|世界|小選挙区|比例|なお|依然|まだ/g,
  other:
    /\b(?:nationwide|statewide|countywide|worldwide|globally|in the (?:county|state|city|region|country)|so far|to date|in total|overall|(?:two|three|four|five)-day|still|remain\w*)\b/gi,
}
