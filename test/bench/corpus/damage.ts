/** Damaged copies of feeds, the same ones in every run: what servers, editors and broken connections do to them. Pure. */
import { type Random, seeded } from '../../seeded.ts'

export type Damaged = {
  kind: string
  bytes: Uint8Array
  /** Numbers of the items that the damage left alone, in order. */
  sound: number[]
}

type Range = readonly [from: number, to: number]
type Change = { text: string; at: number; to?: number } | null
type Damage = (text: string, items: readonly Range[], random: Random) => Change

/** Gives where each item of a document stands. */
export const itemRanges = (text: string): Range[] =>
  [...text.matchAll(/<(item|entry)[\s>][\s\S]*?<\/\1\s*>/g)].map((found) => [
    found.index,
    found.index + found[0].length,
  ])

const pick = <T>(from: readonly T[], random: Random): T | undefined => from[random(from.length)]

/** A place within a text of an item, outside of CDATA. */
function placeInText(text: string, items: readonly Range[], random: Random): number | null {
  const item = pick(items, random)
  if (item === undefined) return null
  const texts = [...text.slice(...item).matchAll(/>([^<>\s][^<>\]]{2,})<\//g)]
  const found = pick(texts, random)
  return found === undefined
    ? null
    : item[0] + found.index + 2 + random((found[1] ?? '').length - 1)
}

const inserted =
  (what: readonly string[]): Damage =>
  (text, items, random) => {
    const at = placeInText(text, items, random)
    return at === null
      ? null
      : { text: text.slice(0, at) + pick(what, random) + text.slice(at), at }
  }

const before =
  (what: readonly string[]): Damage =>
  (text, _items, random) => ({ text: `${pick(what, random)}${text}`, at: -1 })

/** Takes out or changes the n-th match of a pattern within an item. */
const changed =
  (pattern: RegExp, change: (found: string) => string, reaches = 0): Damage =>
  (text, items, random) => {
    const item = pick(items, random)
    if (item === undefined) return null
    const found = pick([...text.slice(...item).matchAll(pattern)], random)
    if (found === undefined) return null
    const at = item[0] + found.index
    const rest = text.slice(at + found[0].length)
    return {
      text: text.slice(0, at) + change(found[0]) + rest,
      at,
      to: at + found[0].length + reaches,
    }
  }

const KINDS: Record<string, { copies: number; damage: Damage }> = {
  'broken off': {
    copies: 6,
    damage: (text, items, random) => {
      const from = items[0]?.[1] ?? 0
      const at = from + random(text.length - from)
      return { text: text.slice(0, at), at, to: text.length }
    },
  },
  'bare &': { copies: 4, damage: inserted(['&', ' & ', '&b=1', '&&', '& &amp', '&;']) },
  'bare <': { copies: 2, damage: inserted([' < ', '<3 ', '<<', '<-']) },
  'control characters': {
    copies: 3,
    damage: inserted(['\x08', '\x0b\x0c', '\x1f', '\0', '\uffff']),
  },
  'junk before': {
    copies: 3,
    damage: before([
      '\n\n  \t',
      '\ufeff\ufeff',
      '<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/feed.php</b> on line <b>3</b><br />\n',
      'Notice: Trying to get property of non-object & more <in> /srv/a.php on line 7\n',
      '<!-- cached -->\n<script>var x = 1 < 2 && 3;</script>\n',
      '\0\0',
    ]),
  },
  'bad references': {
    copies: 3,
    damage: inserted([
      '&#0;',
      '&#x1F;',
      '&#xD800;',
      '&#99999999;',
      '&#;',
      '&#x;',
      '&#150;',
      '&#8217 ',
    ]),
  },
  'unknown entities': {
    copies: 2,
    damage: inserted(['&foo;', '&nbsp;', '&rsquo;', '&unknown_thing;']),
  },
  'end tag lost': {
    copies: 4,
    damage: changed(/<\/(?!item|entry|a|p|div|b)[\w:]+\s*>/g, () => ''),
  },
  'end of item lost': { copies: 1, damage: changed(/<\/(?:item|entry)\s*>/g, () => '', 40) },
  'root never closed': {
    copies: 1,
    damage: (text) => {
      const at = text.search(/(?:<\/channel\s*>\s*)?<\/(?:rss|rdf:RDF|feed)\s*>\s*$/i)
      return at < 0 ? null : { text: text.slice(0, at), at: text.length }
    },
  },
  'end tag in other case': {
    copies: 1,
    damage: changed(/<\/[\w:]+\s*>/g, (tag) => tag.toUpperCase()),
  },
  attributes: {
    copies: 2,
    damage: (text, items, random) =>
      changed(
        /="[^"<>]*"/g,
        (value) =>
          pick(
            [value.slice(0, -1), value.replaceAll('"', ''), `${value}${value}`, `${value}=`],
            random,
          ) ?? '',
      )(text, items, random),
  },
  'two declarations': {
    copies: 1,
    damage: before([
      '<?xml version="1.0"?>\n',
      '<!DOCTYPE rss [<!ENTITY x "y">]>\n',
      '<?php echo "x" ?>',
    ]),
  },
  'junk behind': {
    copies: 1,
    damage: (text, _items, random) => ({
      text:
        text +
        pick(
          ['<!-- 0.2 s -->', '\0\0\0', '<script>x</script>', '</rss>', '<br/>Warning: & <'],
          random,
        ),
      at: text.length,
    }),
  },
}

function bytesOf(kind: string, text: string, random: Random): Uint8Array {
  const bytes = Buffer.from(text)
  // A byte that is no UTF-8 takes the place of a control character.
  if (kind === 'control characters' && random(2) === 0) {
    const at = bytes.findIndex((byte) => byte < 9)
    if (at >= 0) bytes[at] = 0xe9
  }
  return bytes
}

/** Gives the damaged copies of a document. */
export function damagedCopies(text: string, seed: number): Damaged[] {
  const random = seeded(seed)
  const items = itemRanges(text)
  const copies: Damaged[] = []
  for (const [kind, { copies: wanted, damage }] of Object.entries(KINDS)) {
    for (let copy = 0; copy < wanted; copy += 1) {
      const change = damage(text, items, random)
      if (change === null) continue
      const { at, to = at } = change
      const sound = items.flatMap(([from, end], n) => (end <= at || from > to ? [n] : []))
      copies.push({ kind, bytes: bytesOf(kind, change.text, random), sound })
    }
  }
  return copies
}
