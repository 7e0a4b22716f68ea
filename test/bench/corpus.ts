/**
 * `bench -- corpus DIR`: how far our parser and others agree with Python feedparser on public test suites that stand
 * below DIR, how many charset variants and damaged copies are read. The suites are kept outside the repository.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Agreement, agreement, opened, shownTitle } from './corpus/agreement.ts'
import { charsetVariants } from './corpus/charsets.ts'
import { damagedFeeds } from './corpus/damaged.ts'
import { type Reader, readers } from './corpus/readers.ts'
import { feedFiles, type Reference, referenceOf } from './corpus/reference.ts'
import type { Bench, Print } from './main.ts'

const percent = (part: number, whole: number) =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 10

type Options = { parsers: Record<string, Reader>; print: Print; disagreements: boolean }

async function compare(references: readonly Reference[], options: Options): Promise<void> {
  for (const [parser, read] of Object.entries(options.parsers)) {
    const sums = { count: 0, titles: 0, links: 0, full: 0 }
    const started = process.cpuUsage()
    for (const reference of references) {
      const seen = await read(await readFile(reference.file), reference.contentType)
      const one = agreement(reference.items, seen)
      for (const key of Object.keys(sums) as (keyof Agreement)[]) sums[key] += Number(one[key])
      if (options.disagreements && parser === 'ours' && !one.full) {
        options.print({ file: reference.file, ...difference(reference.items, seen) })
      }
    }
    const { user, system } = process.cpuUsage(started)
    options.print({
      parser,
      feeds: references.length,
      ...Object.fromEntries(
        Object.entries(sums).map(([key, sum]) => [key, percent(sum, references.length)]),
      ),
      cpuSeconds: Math.round((user + system) / 1e4) / 100,
    })
  }
}

/** What a look at one disagreement needs. */
function difference(reference: Reference['items'], seen: Parameters<typeof agreement>[1]) {
  if (seen === null) return { why: 'unread', expected: reference.length }
  if (seen.length !== reference.length) {
    return { why: 'count', expected: reference.length, got: seen.length }
  }
  for (const [index, [title, link]] of reference.entries()) {
    const [ourTitle, ourLink] = seen[index] ?? [null, null]
    if (shownTitle(title) !== shownTitle(ourTitle)) {
      return { why: 'title', index, expected: title, got: ourTitle }
    }
    if (opened(link) !== opened(ourLink))
      return { why: 'link', index, expected: link, got: ourLink }
  }
  return {}
}

export const corpus: Bench = async (args, print) => {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { disagreements: { type: 'boolean', default: false } },
  })
  const [folder] = positionals
  if (folder === undefined) throw new Error('Usage: npm run -s bench -- corpus DIR')
  const options = {
    parsers: readers(join(folder, 'npm')),
    print,
    disagreements: values.disagreements,
  }
  const references = await referenceOf(await feedFiles(folder))
  await compare(references, options)
  await charsetVariants(options.parsers, print)
  await damagedFeeds(references, options.parsers, { print, failures: values.disagreements })
}
