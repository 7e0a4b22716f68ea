/** Discord's markdown: quotes, headings, lists and code at the beginning of a line, everything else within it. */
import { parseInline } from './inline.ts'
import type { ListNode, Node } from './node.ts'

type Block = { pattern: RegExp; make: (match: RegExpExecArray) => Node }

const BLOCKS: readonly Block[] = [
  {
    pattern: /```(?:[\w+.-]+\n)?\n*([\s\S]*?[^\n`][\s\S]*?|[^\n`])\n*```\n?/y,
    make: ([, code = '']) => ({ kind: 'fence', text: code }),
  },
  {
    pattern: />>> ([\s\S]+)$/y,
    make: ([, inside = '']) => ({ kind: 'quote', inside: parseMarkdown(inside) }),
  },
  {
    pattern: /(?:> [^\n]*(?:\n|$))+/y,
    make: ([all]) => ({
      kind: 'quote',
      inside: parseMarkdown(all.replaceAll(/^> /gm, '').replace(/\n$/, '')),
    }),
  },
  {
    pattern: /(#{1,3}) +([^\n]+)(?:\n|$)/y,
    make: ([, signs = '#', inside = '']) => ({
      kind: 'heading',
      level: signs.length,
      inside: parseInline(inside),
    }),
  },
  {
    pattern: /-# +([^\n]+)(?:\n|$)/y,
    make: ([, inside = '']) => ({ kind: 'small', inside: parseInline(inside) }),
  },
  {
    pattern: /(?: *(?:[-*]|\d{1,9}\.) +[^\n]+(?:\n|$))+/y,
    make: ([all]) => listOf(all.replace(/\n$/, '').split('\n')),
  },
]

function blockAt(source: string, at: number): { node: Node; length: number } | null {
  for (const { pattern, make } of BLOCKS) {
    pattern.lastIndex = at
    const match = pattern.exec(source)
    if (match) return { node: make(match), length: match[0].length }
  }
  return null
}

const indentOf = (line: string) => line.length - line.trimStart().length

/** Lines that stand deeper than the first belong to the item before them. */
function listOf(lines: readonly string[]): ListNode {
  const [first = ''] = lines
  const base = indentOf(first)
  const number = /^ *(\d{1,9})\./.exec(first)?.[1]
  const items: Node[][] = []
  let at = 0
  while (at < lines.length) {
    const own = (lines[at] ?? '').replace(/^ *(?:[-*]|\d{1,9}\.) +/, '')
    let end = at + 1
    while (end < lines.length && indentOf(lines[end] ?? '') > base) end += 1
    const deeper = lines.slice(at + 1, end)
    items.push([...parseInline(own), ...(deeper.length > 0 ? [listOf(deeper)] : [])])
    at = end
  }
  return { kind: 'list', ordered: number !== undefined, start: Number(number ?? 1), items }
}

/** Gives where the next line begins that is a block of its own, or the end. */
function nextBlock(source: string, from: number): number {
  let at = source.indexOf('\n', from)
  while (at !== -1) {
    if (blockAt(source, at + 1)) return at + 1
    at = source.indexOf('\n', at + 1)
  }
  return source.length
}

/** Gives the tree of a message's content, an embed's description or a field's value. */
export function parseMarkdown(source: string): Node[] {
  const nodes: Node[] = []
  let at = 0
  while (at < source.length) {
    const block = blockAt(source, at)
    if (block) {
      nodes.push(block.node)
      at += block.length
      continue
    }
    const end = nextBlock(source, at)
    const inline = source.slice(at, end)
    // The line's end before a block is the block's own.
    nodes.push(...parseInline(end < source.length ? inline.replace(/\n$/, '') : inline))
    at = end
  }
  return nodes
}
