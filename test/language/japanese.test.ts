/** Japanese as textlint's preset for it wants it: every text of the bot in each of its readings, and README.ja.md. */
import { readFileSync } from 'node:fs'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import ja from '../../config/locales/ja.json' with { type: 'json' }
import { faultsOf } from './textlint.ts'

/** Gives the ways in which a text can come out: each branch of a choice once, with a word in place of a value. */
function readingsOf(elements: readonly MessageFormatElement[]): string[] {
  let readings = ['']
  for (const element of elements) {
    const parts = partsOf(element)
    const most = Math.max(readings.length, parts.length)
    readings = Array.from(
      { length: most },
      (_, index) => `${readings[index % readings.length]}${parts[index % parts.length]}`,
    )
  }
  return readings
}

function partsOf(element: MessageFormatElement): string[] {
  if (element.type === TYPE.literal) return [element.value]
  if (element.type === TYPE.pound) return ['3']
  if (element.type === TYPE.select || element.type === TYPE.plural)
    return Object.values(element.options).flatMap(({ value }) => readingsOf(value))
  if (element.type === TYPE.tag) return readingsOf(element.children)
  return ['ABC']
}

describe('Japanese', () => {
  it('reads well in every text of the bot', { timeout: 60_000 }, async () => {
    const faults: string[] = []
    for (const [key, pattern] of Object.entries(ja)) {
      for (const reading of new Set(readingsOf(parse(pattern)))) {
        for (const fault of await faultsOf(reading, '.txt')) faults.push(`${key} ${fault}`)
      }
    }
    expect(faults).toEqual([])
  })

  it('reads well in the README', { timeout: 60_000 }, async () => {
    const readme = readFileSync(new URL('../../README.ja.md', import.meta.url), 'utf8')
    expect(await faultsOf(readme, '.md')).toEqual([])
  })

  it('is held against the rules at all', async () => {
    expect(await faultsOf('これは見れる。これはペンです。', '.txt')).not.toEqual([])
  })
})
