/** The two languages say the same things: one set of keys, each used, with the same places to fill. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import en from '../../config/locales/en.json' with { type: 'json' }
import ja from '../../config/locales/ja.json' with { type: 'json' }

const ROOT = join(import.meta.dirname, '..', '..')
const tables = { en, ja } as unknown as Record<'en' | 'ja', Record<string, string>>

function placesIn(elements: readonly MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    const within =
      'options' in element
        ? Object.values(element.options).flatMap(({ value }) => placesIn(value))
        : []
    return [element.value, ...within]
  })
}

const sources = ['src', 'commands', 'config']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
  )
  .join('\n')

const literals = new Set(
  [...sources.matchAll(/['"`]([a-z][\w-]*(?:\.[\w-]+)+)['"`]/gi)].map((m) => m[1]),
)
/** `problem.${code}`: whatever begins so is used. */
const beginnings = [...sources.matchAll(/`([a-z][\w-]*(?:\.[\w-]+)*[.-])\$\{/gi)].map(
  (m) => m[1] ?? '',
)

describe('the texts', () => {
  it('are there in both languages', () => {
    expect(Object.keys(tables.ja).sort()).toEqual(Object.keys(tables.en).sort())
  })

  it('have the same places to fill in both', () => {
    const places = (locale: 'en' | 'ja', key: string) =>
      [...new Set(placesIn(parse(tables[locale][key] ?? '', { ignoreTag: true })))].sort().join()
    const differing = Object.keys(en).filter((key) => places('ja', key) !== places('en', key))
    expect(differing).toEqual([])
  })

  it('are all used', () => {
    const unused = Object.keys(en).filter(
      (key) => !literals.has(key) && !beginnings.some((beginning) => key.startsWith(beginning)),
    )
    expect(unused).toEqual([])
  })
})
