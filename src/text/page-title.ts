/** The title that an HTML page's head gives. Pure. */
import { Parser } from 'htmlparser2'
import { cleanText } from './clean.ts'

/** Where a page's head ends at the latest. */
const HEAD = 200_000
const LONGEST = 1000
const IS_PAGE = /^\s*(?:<!doctype html|<html[\s>]|<head[\s>])/i
/** What stands between a title and its site's name. */
const SITE_NAME = /\s+[-–—|｜«»:：]\s+[^-–—|｜«»]+$|\s*[|｜][^|｜]+$/

/**
 * Gives the title of a whole HTML page, or null for a fragment: its `og:title`, else its `title` without the site's name.
 */
export function pageTitle(html: string): string | null {
  if (!IS_PAGE.test(html.slice(0, 1000))) return null
  const found = headOf(html)
  const site = found['og:site_name'] ?? ''
  const title = oneLine(found['og:title'] ?? '') || oneLine(found['title'] ?? '')
  const named = oneLine(site)
  if (named !== '' && title.endsWith(named) && title !== named) {
    return title.slice(0, -named.length).replace(/[\s\-–—|｜«»:：]+$/u, '') || title
  }
  const own = found['og:title'] === undefined ? title.replace(SITE_NAME, '') : title
  return own || title || null
}

const oneLine = (text: string) => cleanText(text.slice(0, LONGEST)).replaceAll(/\s+/g, ' ')

function headOf(html: string): Record<string, string> {
  const found: Record<string, string> = {}
  let inTitle = false
  const parser = new Parser({
    onopentag: (name, { property, name: named, content }) => {
      const key = property ?? named
      if (name === 'meta' && key !== undefined && content !== undefined) found[key] ??= content
      inTitle = name === 'title' && found['title'] === undefined
    },
    ontext: (text) => {
      if (inTitle) found['title'] = (found['title'] ?? '') + text
    },
    onclosetag: (name) => {
      if (name === 'title') inTitle = false
      if (name === 'head') parser.pause()
    },
  })
  parser.write(html.slice(0, HEAD))
  return found
}
