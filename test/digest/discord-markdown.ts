/**
 * Reads text as Discord's clients do and names what they would not show as it stands. Independent of `src/text`: where
 * clients differ it takes the reading that finds more.
 * https://support.discord.com/hc/en-us/articles/210298617 · https://docs.discord.com/developers/reference#message-formatting
 */

export type Active = { kind: string; text: string }

const AT_LINE_START: readonly [string, RegExp][] = [
  ['heading', /^ *#{1,3} +\S/u],
  ['subtext', /^ *-# +\S/u],
  ['quote', /^ *>(>>)? /u],
  ['list', /^ *[-*+] +\S/u],
  ['numbered list', /^ *\d+\. +\S/u],
]

const INLINE: readonly [string, RegExp][] = [
  ['mention', /^<@[!&]?\d+>/u],
  ['channel', /^<#\d+>/u],
  ['everyone', /^@(everyone|here)/u],
  ['emoji', /^<a?:\w+:\d+>/u],
  ['time', /^<t:-?\d+(:[a-zA-Z])?>/u],
  ['command', /^<\/[^>]+:\d+>/u],
  ['navigation', /^<id:\w+>/u],
  // Unfolded in a message's content, without a scheme too.
  ['invite', /^discord(?:\.gg|(?:app)?\.com\/invite)\/\w/iu],
  ['address', /^<?(https?|discord|steam):\/\/[^\s<]+/u],
  ['link', /^\[(?:\\.|[^\]\\])*\]\(\s*<?(?:https?|discord|javascript):[^)]*\)/u],
  ['code', /^(`+)[\s\S]*?[^`]\1(?!`)/u],
  ['bold', /^\*\*(?=\S)(?:\\[\s\S]|[^\\])+?\*\*/u],
  ['underline', /^__(?=\S)(?:\\[\s\S]|[^\\])+?__/u],
  ['strike', /^~~(?=\S)(?:\\[\s\S]|[^\\])+?~~/u],
  ['spoiler', /^\|\|(?:\\[\s\S]|[^\\])+?\|\|/u],
  ['italic', /^\*(?=\S)[^\n*]*[^\s*\\]\*/u],
  ['italic', /^_(?=\S)[^\n_]*[^\s_\\]_/u],
]

/** What any of these begins with. */
const BEGINS = /^[<@[`*_~|hds]/

/** Gives everything in a text that Discord would render, from left to right. */
export function activeMarkdown(text: string): Active[] {
  const found: Active[] = []
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at)
    if (at === 0 || text[at - 1] === '\n') found.push(...firstOf(AT_LINE_START, rest))
    const [token] = BEGINS.test(rest) ? firstOf(INLINE, rest) : []
    if (token) found.push(token)
    at += token?.text.length ?? stepOf(rest)
  }
  return found
}

function firstOf(rules: readonly [string, RegExp][], rest: string): Active[] {
  for (const [kind, pattern] of rules) {
    const text = pattern.exec(rest)?.[0]
    if (text !== undefined) return [{ kind, text }]
  }
  return []
}

/** Over an escaped mark in one step; a backslash before a letter, digit or space is only a backslash. */
const stepOf = (rest: string): number => /^\\[^\p{L}\p{N}\s]/u.exec(rest)?.[0].length ?? 1
