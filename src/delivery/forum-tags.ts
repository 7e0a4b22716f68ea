/** Which of a forum's tags a digest's post bears. Pure. */
import { FORUM } from '../../config/limits.ts'
import type { ForumTag, Place } from '../model/place.ts'

/** What forums call a tag for what we post, in both languages. */
const KIND_OF_POST = ['ダイジェスト', 'digest', 'ニュース', 'news']

const plain = (text: string) => text.normalize('NFKC').trim().toLowerCase()

/** A shorter tag says too little to be sought inside of a name. */
const TELLING = 2

/** A tag fits a name that holds it: in Latin letters as whole words, for `AI` is no part of `Daily Mail`. */
function fits(tag: string, name: string): boolean {
  if (tag === name) return true
  if ([...tag].length < TELLING || !name.includes(tag)) return false
  const before = name[name.indexOf(tag) - 1] ?? ' '
  const after = name[name.indexOf(tag) + tag.length] ?? ' '
  const latin = /[\p{Script=Latin}\d]/u
  return (
    !(latin.test(before) && latin.test(tag[0] ?? '')) &&
    !(latin.test(after) && latin.test(tag.at(-1) ?? ''))
  )
}

const free = (tags: readonly ForumTag[]) => tags.filter(({ moderated }) => !moderated)

/** Says whether a forum takes our posts as far as its tags go: moderated ones are not ours to set. */
export const takesPosts = ({ requiresTag, tags }: Pick<Place, 'requiresTag' | 'tags'>): boolean =>
  !requiresTag || free(tags).length > 0

/**
 * Gives the ids of the tags that fit a digest, those of its own words first; where none fits and the forum requires one,
 * the first that is not moderated.
 */
export function chooseTags(
  { requiresTag, tags }: Pick<Place, 'requiresTag' | 'tags'>,
  words: readonly string[],
): string[] {
  const ours = free(tags)
  const named = words.flatMap((word) => ours.filter(({ name }) => fits(plain(name), plain(word))))
  const kind = ours.filter(({ name }) => KIND_OF_POST.includes(plain(name)))
  const fitting = [...new Set([...named, ...kind].map(({ id }) => id))].slice(0, FORUM.tagsOfPost)
  if (fitting.length > 0 || !requiresTag) return fitting
  return ours.slice(0, 1).map(({ id }) => id)
}
