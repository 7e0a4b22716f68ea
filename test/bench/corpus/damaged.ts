/** How many damaged copies of real feeds each parser still reads. */
import { readFile } from 'node:fs/promises'
import type { Print } from '../main.ts'
import { opened, type Seen, shownTitle } from './agreement.ts'
import { damagedCopies, itemRanges } from './damage.ts'
import type { Reader } from './readers.ts'
import type { Reference } from './reference.ts'

const FEEDS = 49
const LARGEST = 300_000
const FEWEST_ITEMS = 3

type Source = { file: string; text: string }

/** Gives feeds of several items that our parser and the reference see alike, evenly from the whole corpus. */
async function sourcesOf(references: readonly Reference[], read: Reader): Promise<Source[]> {
  const fit: Source[] = []
  for (const { file, items } of references) {
    if (items.length < FEWEST_ITEMS) continue
    const bytes = await readFile(file)
    const text = bytes.toString('utf8')
    if (bytes.byteLength > LARGEST || text.includes('\ufffd')) continue
    if (itemRanges(text).length !== items.length) continue
    const seen = await read(bytes, null)
    if (seen?.length === items.length) fit.push({ file, text })
  }
  const step = Math.max(1, fit.length / FEEDS)
  return Array.from(
    { length: Math.min(FEEDS, fit.length) },
    (_, n) => fit[Math.floor(n * step)],
  ).filter((source) => source !== undefined)
}

const keyOf = ([title, link]: readonly [string | null, string | null]) =>
  `${shownTitle(title)}\n${opened(link)}`

/** Whether every item that the damage left alone is there as before, in order, and none is invented. */
function isRead(whole: Seen, sound: readonly number[], seen: Seen): boolean {
  if (whole === null || seen === null || seen.length > whole.length + 1) return false
  const keys = seen.map(keyOf)
  let from = 0
  for (const n of sound) {
    const item = whole[n]
    const at = item === undefined ? -1 : keys.indexOf(keyOf(item), from)
    if (at < 0) return false
    from = at + 1
  }
  return true
}

type Kinds = Record<string, [good: number, all: number]>
type Told = (failure: { damaged: string; kind: string; bytes: string }) => void

async function readAll(sources: readonly Source[], read: Reader, tell: Told): Promise<Kinds> {
  const kinds: Kinds = {}
  for (const [seed, { file, text }] of sources.entries()) {
    const whole = await read(Buffer.from(text), null)
    for (const { kind, bytes, sound } of damagedCopies(text, seed + 1)) {
      const isGood = isRead(whole, sound, await read(bytes, null))
      const [good, all] = kinds[kind] ?? [0, 0]
      kinds[kind] = [good + Number(isGood), all + 1]
      if (!isGood) tell({ damaged: file, kind, bytes: Buffer.from(bytes).toString('base64') })
    }
  }
  return kinds
}

/** Prints, for each parser, how many damaged copies it reads, in all and by kind of damage. */
export async function damagedFeeds(
  references: readonly Reference[],
  readers: Record<string, Reader>,
  { print, failures }: { print: Print; failures: boolean },
): Promise<void> {
  const { ours } = readers
  if (ours === undefined) return
  const sources = await sourcesOf(references, ours)
  for (const [parser, read] of Object.entries(readers)) {
    const tell: Told = failures && parser === 'ours' ? print : () => {}
    print(summary(parser, sources.length, await readAll(sources, read, tell)))
  }
}

function summary(parser: string, feeds: number, kinds: Kinds) {
  const good = Object.values(kinds).reduce((sum, [read]) => sum + read, 0)
  const copies = Object.values(kinds).reduce((sum, [, all]) => sum + all, 0)
  const percent = Math.round((good / copies) * 1000) / 10
  return { damaged: parser, feeds, copies, percent, kinds }
}
