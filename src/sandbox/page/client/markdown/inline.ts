/** Markdown within a line: spans, links, mentions, times. The rules are simple-markdown's, which Discord's client uses. */
import type { Node, Span } from './node.ts'

type Rule = { pattern: RegExp; make: (match: RegExpExecArray) => Node }

const span =
  (kind: Span) =>
  ([, inside = '']: RegExpExecArray): Node => ({ kind, inside: parseInline(inside) })

const text = (value: string): Node => ({ kind: 'text', text: value })

const mention =
  (of: Extract<Node, { kind: 'mention' }>['of']) =>
  ([, id = '']: RegExpExecArray): Node => ({ kind: 'mention', of, id })

const bareLink = (href: string): Node => ({ kind: 'link', href, inside: [text(href)] })

const unescaped = (address: string) => address.replaceAll(/\\([^0-9A-Za-z\s])/g, '$1')

/** In order: the first that fits at a place wins. */
const RULES: readonly Rule[] = [
  { pattern: /\\([^0-9A-Za-z\s])/y, make: ([, sign = '']) => text(sign) },
  {
    pattern: /```(?:[\w+.-]+\n)?\n*([\s\S]*?[^\n`][\s\S]*?|[^\n`])\n*```/y,
    make: ([, code = '']) => ({ kind: 'fence', text: code }),
  },
  {
    pattern: /(`+)([\s\S]*?[^`])\1(?!`)/y,
    make: ([, , code = '']) => ({ kind: 'code', text: code.replaceAll(/^ (?=`)|(?<=`) $/g, '') }),
  },
  {
    pattern: /<t:(-?\d{1,13})(?::([tTdDfFR]))?>/y,
    make: ([, at = '', style = 'f']) => ({ kind: 'time', at: Number(at) * 1000, style }),
  },
  { pattern: /<@!?(\d{1,20})>/y, make: mention('user') },
  { pattern: /<@&(\d{1,20})>/y, make: mention('role') },
  { pattern: /<#(\d{1,20})>/y, make: mention('channel') },
  { pattern: /<\/([^:>\n]{1,100}):\d{1,20}>/y, make: mention('command') },
  { pattern: /@(everyone|here)/y, make: mention('everyone') },
  { pattern: /<a?:(\w{2,32}):\d{1,20}>/y, make: ([, name = '']) => ({ kind: 'emoji', name }) },
  { pattern: /<(https?:\/\/[^\s<>]+)>/y, make: ([, href = '']) => bareLink(href) },
  {
    pattern:
      /\[((?:\\[\s\S]|[^\\[\]\n]|\[[^[\]\n]*\])+)\]\(\s*<?(https?:\/\/(?:\\[^\s]|\([^\s()]*\)|[^\s()\\<>])+)>?(?:\s+["'][^\n]*?["'])?\s*\)/y,
    make: ([, inside = '', href = '']) => ({
      kind: 'link',
      href: unescaped(href),
      inside: parseInline(inside).filter(({ kind }) => kind !== 'link'),
    }),
  },
  { pattern: /https?:\/\/[^\s<]+[^<.,:;"')\]\s]/y, make: ([href]) => bareLink(href) },
  { pattern: /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, make: span('strong') },
  { pattern: /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, make: span('underline') },
  {
    pattern: /\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/y,
    make: span('em'),
  },
  { pattern: /(?<!\w)_((?:__|\\[\s\S]|[^\\_])+?)_(?!\w)/y, make: span('em') },
  { pattern: /~~((?:\\[\s\S]|[^\\])+?)~~/y, make: span('strike') },
  { pattern: /\|\|((?:\\[\s\S]|[^\\])+?)\|\|/y, make: span('spoiler') },
]

/** Characters at which a rule may begin. */
const SIGNS = /[\\`<@[h*_~|]/g

function ruleAt(source: string, at: number): { node: Node; length: number } | null {
  for (const { pattern, make } of RULES) {
    pattern.lastIndex = at
    const match = pattern.exec(source)
    // A rule may parse inside itself and move its own `lastIndex`: the match alone counts.
    if (match) return { node: make(match), length: match[0].length }
  }
  return null
}

/** Gives the tree of a text without blocks. */
export function parseInline(source: string): Node[] {
  const nodes: Node[] = []
  let plain = ''
  let at = 0
  const flush = () => {
    if (plain !== '') nodes.push(text(plain))
    plain = ''
  }
  while (at < source.length) {
    const found = ruleAt(source, at)
    if (found?.node.kind === 'text') plain += found.node.text
    else if (found) {
      flush()
      nodes.push(found.node)
    }
    if (found) {
      at += found.length
      continue
    }
    SIGNS.lastIndex = at + 1
    const next = SIGNS.exec(source)?.index ?? source.length
    plain += source.slice(at, next)
    at = next
  }
  flush()
  return nodes
}
