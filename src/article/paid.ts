/** Words by which a publisher says that only those who pay read the whole. Pure. */

/** An item's own label: in its title's brackets, or a line of its own. */
const LABEL =
  /[[［(（【〈《]\s*(?:有料(?:会員(?:限定)?|記事|版|限定)?|会員限定(?:記事)?|有料会員向け|プレミアム(?:会員限定|記事)|subscribers? only|subscriber exclusive|premium|paywall(?:ed)?|paid)\s*[\]］)）】〉》]/i
/** What stands where the text breaks off. */
const BREAKS_OFF =
  /(?:この記事は|本記事は|こちらは)?(?:有料会員限定|会員限定|有料)(?:の)?(?:記事|コンテンツ)(?:です|となります|になります)|(?:この記事|続き)は(?:、)?有料(?:会員)?(?:の方)?(?:限定|のみ|だけ)?(?:です|で(?:お読み|ご覧))|この記事は有料記事|有料会員に(?:なると|登録すると|なって)|残り\s?[\d,，]+\s?文字|(?:この|本)記事の続きは有料|ここから先は(?:有料|会員)|続きを読むには[^。]{0,20}(?:会員|登録|ログイン|購入)|(?:this|the full) (?:article|story|content|post) is (?:available )?(?:exclusively )?(?:for|to) (?:paying |paid |premium |our )?(?:subscribers|members)|(?:subscribe|sign in|log in|register) (?:now )?to (?:continue|keep|unlock|read (?:the )?(?:full|rest|more|this))|(?:already|not yet) a (?:subscriber|member)\?|(?:this )?(?:article|post|story) is for (?:paying |paid )?(?:subscribers|members)(?: only)?|for (?:paid|paying) subscribers only|subscribers? only\b/i
/** A category that says it by itself. */
const CATEGORY =
  /^(?:有料(?:会員(?:限定)?|記事|版)?|会員限定|プレミアム|premium|subscribers? only|paid)$/i
/** Where such words stand: at an item's beginning or where it breaks off. An article about them has them between. */
const EDGE = 400

/** Says whether an item of a feed says that it is only for those who pay. */
export function isMarkedPaid({
  title,
  text,
  categories,
}: {
  title: string | null
  /** With or without mark-up. */
  text: string | null
  categories: readonly string[]
}): boolean {
  if (LABEL.test(title ?? '') || categories.some((name) => CATEGORY.test(name.trim()))) return true
  const bare = (text ?? '').slice(0, 200_000)
  const edges = bare.length <= 2 * EDGE ? bare : `${bare.slice(0, EDGE)}\n${bare.slice(-EDGE)}`
  return LABEL.test(edges) || BREAKS_OFF.test(edges)
}

/** Says whether a page's text ends at a wall: `text` is its article's and what stands right after it. */
export const endsAtWall = (text: string): boolean => BREAKS_OFF.test(text.slice(-3 * EDGE))
