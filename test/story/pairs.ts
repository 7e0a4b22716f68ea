/**
 * The labelled pairs: families of tellings in told/, of which those with one letter tell one story. `other`, `plain` and
 * `blind` are by writers who knew nothing of the rules; every second family of the last two is held out.
 */
import { readFileSync } from 'node:fs'
import { type Telling, tellingOf } from '../../src/story/telling.ts'

/** `A` a story, `B<A` a story that follows A up; when (local), title, lead. */
type Row = [story: string, at: string, title: string, lead: string]

export type Sample = {
  story: string
  follows: string | null
  title: string
  lead: string
  publishedAt: number
}

export type Pair = { family: string; a: Sample; b: Sample; same: boolean; followUp: boolean }

/** The weights are fitted to these. */
export const TUNED = [
  'ja-tune',
  'en-tune',
  'ja-held',
  'en-held',
  'ja-more',
  'en-more',
  'ja-fresh',
  'en-fresh',
  'en-other',
  'ja-plain',
  'en-plain',
  'ja-blind',
  'en-blind',
] as const
/** Nothing is fitted to these: straight reports, and tellings that have as little in common as they can. */
export const PLAIN = ['ja-plain-held', 'en-plain-held'] as const
export const BLIND = ['ja-blind-held', 'en-blind-held'] as const
export const PARTS = [...TUNED, ...PLAIN, ...BLIND] as const
export type Part = (typeof PARTS)[number]

export const told = (part: Part): { name: string; samples: Sample[] }[] =>
  (
    JSON.parse(readFileSync(new URL(`./told/${part}.json`, import.meta.url), 'utf8')) as {
      name: string
      told: Row[]
    }[]
  ).map((family) => ({
    name: family.name,
    samples: family.told.map(([label, at, title, lead]) => {
      const [story = '', follows = null] = label.split('<')
      const zone = part.startsWith('ja') ? '+09:00' : 'Z'
      return { story, follows, title, lead, publishedAt: Date.parse(`${at}${zone}`) }
    }),
  }))

/** Gives every pair within a family. */
export const pairsOf = (part: Part): Pair[] =>
  told(part).flatMap(({ name, samples }) =>
    samples.flatMap((a, index) =>
      samples.slice(index + 1).map((b) => ({
        family: name,
        a,
        b,
        same: a.story === b.story,
        followUp: a.follows === b.story || b.follows === a.story,
      })),
    ),
  )

/** Gives the telling of a sample; without its date where that is not to be known. */
export const tellingOfSample = (sample: Sample, { dated = true } = {}): Telling =>
  tellingOf({ ...sample, publishedAt: dated ? sample.publishedAt : null })
