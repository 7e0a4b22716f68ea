/** How far an affair has come: an arrest is not its trial, an announcement not its outcome. Pure. */

/** Lines of affairs, each a row of stages; a text is at the last stage that its title names. */
const LINES: readonly (readonly RegExp[])[] = [
  [
    /逮捕|\barrest/iu,
    /送検/u,
    /起訴(?!内容)|\bcharged|\bindict/iu,
    /初公判|\bappear(?:s|ed)? (?:in|before)|\bpleads?\b|\bon trial\b/iu,
    /求刑/u,
    /判決|\bsentenced|\bconvict|\bfound guilty|\bjailed/iu,
    /控訴(?!審)|\bappeals?\b against/iu,
  ],
  [/告示|公示/u, /投開票|当選|当確|確実|\d選(?!挙)/u],
  [
    /延期|\bdelay|\bpostpone/iu,
    /打ち上げ成功|軌道投入|\blaunches\b|\blifts? off|\bblast/iu,
    /帰還|\bsplash(?:es)? ?down|\blands?\b/iu,
  ],
  [
    /\bnears?\b.{0,30}\bdeal\b|\b(?:close to|in talks|in discussions|exploring|considering|weighing|weighs|considers|mulls)\b|買収へ(?:協議|検討)|買収を検討/iu,
    /^(?!.*\b(?:nears?|close to|in talks|weighs|mulls|considers)\b).*(?:\bagrees?\b|\bto (?:buy|acquire)\b|\b(?:buys|acquires|snaps up|strikes|seals|clinches)\b)|買収で合意|買収を発表/iu,
  ],
  [
    /\bcalls?\b.{0,20}\bstrike|\bvotes? (?:to|for) (?:a )?(?:strike|walk)|\bto (?:go on )?strike\b|\bthreaten\w*\b.{0,20}\b(?:strike|walkout)/iu,
    /\bstrikes?\b.{0,20}\b(?:grounds?|begins?|disrupts?|hits?|halts?|cripples?|paraly[sz]es)\b|\bon strike\b/iu,
    /\b(?:strikes?|walkouts?|stoppages?)\b.{0,30}\b(?:called off|suspended|ends?|averted|over)\b|\b(?:call off|suspend|end)s?\b.{0,20}\b(?:strikes?|walkouts?)\b/iu,
  ],
  [
    /\bmissing\b|\bsearch for\b|行方不明|捜索/iu,
    /\bfound (?:alive|dead|safe)\b|\bbody found\b|無事発見|遺体で?発見/iu,
  ],
  [/\baground\b|\bblocked by\b|\bstuck\b|座礁/iu, /\brefloat|\bfreed\b|離礁/iu],
  [/衆院通過|参院送付|委で可決|成立へ|成立する見通し/u, /成立(?!へ|する見)/u],
  [/始まる|寄り付き|始値/u, /大引け|終値|引けた/u],
  [/接近|進路/u, /上陸/u, /温帯低気圧/u],
  [/往路/u, /総合優勝|復路/u],
  [
    /準々決勝|quarter-?finals?/iu,
    /準決勝|semi-?finals?/iu,
    /(?<!準々?)決勝(?!打|点|弾|ゴール|進出|へ|に進)|(?<!quarter-?|semi-?|\b(?:reach(?:es)?|into|set up|sets up|books?|seals?|spot in|place in|advances? to)\b.{0,40})\bfinals?\b(?! (?:spot|place|berth))/iu,
  ],
]

export type Stages = ReadonlyMap<number, ReadonlySet<number>>

/** Gives the stages that a text names, by line. */
export function stagesOf(text: string): Stages {
  const stages = new Map<number, Set<number>>()
  for (const [line, row] of LINES.entries()) {
    for (const [stage, pattern] of row.entries()) {
      if (!pattern.test(text)) continue
      const known = stages.get(line) ?? new Set()
      known.add(stage)
      stages.set(line, known)
    }
  }
  return stages
}
