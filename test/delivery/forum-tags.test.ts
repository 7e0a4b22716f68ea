import { describe, expect, it } from 'vitest'
import { chooseTags, takesPosts } from '../../src/delivery/forum-tags.ts'

const forum = (names: readonly string[], { requiresTag = false, moderated = '' } = {}) => ({
  requiresTag,
  tags: names.map((name, n) => ({ id: `${n}`, name, moderated: name === moderated })),
})

describe('the tags of a digest’s post', () => {
  it.each([
    ['the digest’s own name first', ['News', 'Harbour'], ['Harbour'], ['1', '0']],
    ['a feed whose title holds the tag', ['テクノロジー'], ['朝刊', 'テクノロジー通信'], ['0']],
    ['the kind of post, in either language', ['雑談', 'ダイジェスト'], ['x'], ['1']],
    ['whatever the case and the width', ['ＤＩＧＥＳＴ'], ['x'], ['0']],
    ['no part of a Latin word', ['AI'], ['Daily Mail'], []],
    ['a whole Latin word', ['AI'], ['The AI Letter'], ['0']],
    ['no single letter of a name', ['本'], ['日本経済'], []],
    ['nothing where nothing fits', ['雑談', '質問'], ['朝刊'], []],
  ])('are %s', (_what, tags, words, chosen) => {
    expect(chooseTags(forum(tags), words)).toEqual(chosen)
  })

  it('are at most five', () => {
    const words = ['一番', '二番', '三番', '四番', '五番', '六番']
    expect(chooseTags(forum(words), words)).toHaveLength(5)
  })

  it('are never those of the moderators', () => {
    const closed = forum(['news', '雑談'], { moderated: 'news', requiresTag: true })
    expect(chooseTags(closed, ['news'])).toEqual(['1'])
    expect(takesPosts(closed)).toBe(true)
    const shut = forum(['news'], { moderated: 'news', requiresTag: true })
    expect(chooseTags(shut, ['news'])).toEqual([])
    expect(takesPosts(shut)).toBe(false)
    expect(takesPosts({ ...shut, requiresTag: false })).toBe(true)
  })
})
