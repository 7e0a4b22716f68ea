/** Lengths and chapters of videos and episodes, as feeds write them. Pure. */
import type { Chapter } from '../model/details.ts'
import { cleanText } from '../text/clean.ts'
import { attributesOf, type XmlItem, type XmlValue } from './hardened-parser.ts'

const MOST_CHAPTERS = 100
const LONGEST_TITLE = 200
/** A day: longer numbers are something else. */
const LONGEST = 24 * 60 * 60

const CLOCK = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})(?:\.\d+)?$/

/** Gives seconds of `1:02:03`, `62:03` or `3723`, or null. */
export function secondsOf(text: string | null | undefined): number | null {
  const bare = text?.trim() ?? ''
  const [, hours = '0', minutes = '0', seconds = '0'] = CLOCK.exec(bare) ?? []
  const total = /^\d{1,6}(?:\.\d+)?$/.test(bare)
    ? Math.floor(Number(bare))
    : Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return total > 0 && total <= LONGEST ? total : null
}

/** `0:00 Beginning`, `(12:34) – Middle`, `・1:02:03｜End`. */
const LINE = /^[^\p{L}\p{N}]{0,4}((?:\d{1,2}:)?\d{1,2}:\d{2})[)）\]】]?[\s\-–—:：|｜]{0,5}(.+)$/u

/** Gives the chapter that a line of a description is, or null. */
export function chapterOf(line: string): Chapter | null {
  const [, clock, title] = LINE.exec(line.slice(0, 400)) ?? []
  if (clock === undefined || title === undefined) return null
  const name = titleOf(title)
  return name === '' ? null : { at: secondsOf(clock) ?? 0, title: name }
}

const titleOf = (text: string) =>
  cleanText(text.slice(0, LONGEST_TITLE)).replaceAll(/\s+/g, ' ').trim()

/** Gives the chapters among the lines of a description: two at least, in the order of time. */
export function chaptersIn(lines: readonly string[]): Chapter[] {
  const chapters: Chapter[] = []
  for (const line of lines) {
    const chapter = chapterOf(line)
    const last = chapters.at(-1)
    if (chapter === null || (last !== undefined && chapter.at <= last.at)) continue
    chapters.push(chapter)
    if (chapters.length === MOST_CHAPTERS) break
  }
  return chapters.length < 2 ? [] : chapters
}

/**
 * Gives the chapters that a feed lists itself. https://podlove.org/simple-chapters/
 *
 * A document of chapters that is only named (`podcast:chapters`) is not fetched: it would be a request more for every episode
 * of every poll, to hosts of third parties, for what descriptions mostly hold as well.
 */
export function simpleChapters(xml: XmlItem): Chapter[] {
  const list = xml['psc:chapters']?.[0]
  const named = typeof list === 'object' ? list['psc:chapter'] : undefined
  if (!Array.isArray(named)) return []
  return named.slice(0, MOST_CHAPTERS).flatMap((one: XmlValue) => {
    const { start, title } = attributesOf(one)
    const name = titleOf(title ?? '')
    return name === '' ? [] : [{ at: secondsOf(start) ?? 0, title: name }]
  })
}
