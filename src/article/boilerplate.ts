/** Lines and sentences that belong to a site and not to its article. Pure. */
import { sentences } from '../text/sentences.ts'
import type { Line } from './lines.ts'

const JAPANESE =
  /^(?:続きを読む|もっと読む|記事全文|全文を読む|さらに読む|次のページ|前のページ|関連記事|【関連|関連リンク|あわせて読みたい|合わせて読みたい|編集部おすすめ|おすすめ記事|人気(?:記事)?ランキング|アクセスランキング|画像ギャラリー|写真[=＝]|[(（]写真|【写真|出典[:：]|引用元[:：]|提供[:：]|※この記事は|無断転載|本記事の無断|PR\s|\[PR\]|【PR】|スポンサーリンク|本ページは|この記事は有料|シェアする|はてなブックマーク|タイトルとURLをコピー|目次$|タグ[:：])/
/** Words that news is written about too: a site's own where little follows, or where they ask the reader for something. */
const JAPANESE_ASKING =
  /^(?:広告|アフィリエイト|会員登録|ログイン|有料会員|メルマガ|フォロー|ツイート)(?:[^。]{0,8}(?:ください|お願い|いただ|すると|になると|限定)|.{0,10}$)/
const ENGLISH =
  /^(?:read more|continue reading|click here|subscribe|sign up|newsletter(?=\s*[:|]|$)|follow (?:us|me)|share this|advertisement(?=\s*[:|–—-]|$)|sponsored|related(?:\s*:| articles| stories| posts)|see also|you may also like|filed under|(?:photo|image|credit|photograph)\s*[:|]|getty images|file photo|all rights reserved|editor['’]s note|the post .+ (?:appeared first|first appeared) on|submitted by\s+\/u\/|image (?:source|caption))\b|^(?:comments?|loading(?:…|\.{3})?)$|^tags?\s*:/i
const ANYWHERE =
  /(?:Copyright\s*©|©\s*\d{4}|All rights reserved|無断転載|無断複製|の続きを読む|(?:appeared first|first appeared) on|\[link\]\s*\[comments\])/i
const ELLIPSIS_ONLY = /^(?:\[?…\]?|\[?\.\.\.\]?|[-–—*_•·=\s]+)$/

const begins = (text: string) =>
  JAPANESE.test(text) || JAPANESE_ASKING.test(text) || ENGLISH.test(text)

/** Says whether a sentence is a site's own and no part of the article. */
export const isBoilerplate = (text: string): boolean =>
  begins(text) || ANYWHERE.test(text) || ELLIPSIS_ONLY.test(text)

/** A line that is nothing but one link leads elsewhere. */
export const isOneLink = (line: Line) =>
  line.links.length === 1 && line.links[0]?.text.trim() === line.text.trim()

/** A paragraph is more than its first or last sentence: those of several are judged one by one. */
const isBoilerplateLine = (text: string) =>
  ELLIPSIS_ONLY.test(text) || (isBoilerplate(text) && sentences(text, 2).length === 1)

/** Gives the lines that can hold the article's sentences. */
export const articleLines = (lines: readonly Line[]): Line[] =>
  lines.filter((line) => line.level === 0 && !isBoilerplateLine(line.text) && !isOneLink(line))
