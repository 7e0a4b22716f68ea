/** Lines and sentences that belong to a site and not to its article. Pure. */
import type { Line } from './lines.ts'

const JAPANESE =
  /^(?:続きを読む|もっと読む|記事全文|全文を読む|さらに読む|次のページ|前のページ|関連記事|【関連|関連リンク|あわせて読みたい|合わせて読みたい|編集部おすすめ|おすすめ記事|人気(?:記事)?ランキング|アクセスランキング|画像ギャラリー|写真[=＝]|[(（]写真|【写真|出典[:：]|引用元[:：]|提供[:：]|※この記事は|無断転載|本記事の無断|PR\s|\[PR\]|【PR】|広告|スポンサーリンク|アフィリエイト|本ページは|会員登録|ログイン|有料会員|この記事は有料|メルマガ|フォロー|シェアする|ツイート|はてなブックマーク|タイトルとURLをコピー|目次$|タグ[:：])/
const ENGLISH =
  /^(?:read more|continue reading|click here|subscribe|sign up|newsletter|follow (?:us|me)|share this|advertisement|sponsored|related(?:\s*:| articles| stories| posts)|see also|you may also like|filed under|(?:photo|image|credit|photograph)\s*[:|]|getty images|file photo|all rights reserved|editor['’]s note|the post .+ (?:appeared first|first appeared) on|submitted by\s+\/u\/|comments?$|tags?\s*:|loading)\b/i
const ANYWHERE =
  /(?:Copyright\s*©|©\s*\d{4}|All rights reserved|無断転載|無断複製|の続きを読む|(?:appeared first|first appeared) on|\[link\]\s*\[comments\])/i
const ELLIPSIS_ONLY = /^(?:\[?…\]?|\[?\.\.\.\]?|[-–—*_•·=\s]+)$/

const isJapaneseOrEnglish = (text: string) => JAPANESE.test(text) || ENGLISH.test(text)

/** Says whether a sentence is a site's own and no part of the article. */
export const isBoilerplate = (text: string): boolean =>
  isJapaneseOrEnglish(text) || ANYWHERE.test(text) || ELLIPSIS_ONLY.test(text)

/** A line that is nothing but one link leads elsewhere. */
export const isOneLink = (line: Line) =>
  line.links.length === 1 && line.links[0]?.text.trim() === line.text.trim()

/** Gives the lines that can hold the article's sentences. */
export const articleLines = (lines: readonly Line[]): Line[] =>
  lines.filter((line) => line.level === 0 && !isBoilerplate(line.text) && !isOneLink(line))
