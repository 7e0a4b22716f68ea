/** The labelled pairs: families of tellings in told/, of which those with one letter tell one story. */
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

export const PARTS = [
  'ja-tune',
  'en-tune',
  'ja-held',
  'en-held',
  'ja-more',
  'en-more',
  'ja-fresh',
  'en-fresh',
] as const
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
