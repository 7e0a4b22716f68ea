import { describe, expect, it } from 'vitest'
import { readKind } from '../../src/article/read-kind.ts'
import type { Details } from '../../src/model/details.ts'

const RELEASE: Details = { kind: 'release', version: 'v2.0.0', repository: 'tides/charts' }
const EPISODE: Details = { kind: 'episode', seconds: 2710, audio: null, chapters: [] }
const ul = (lines: readonly string[]) =>
  `<ul>${lines.map((line) => `<li>${line}</li>`).join('')}</ul>`
const release = (html: string) => readKind({ title: 'v2.0.0', html }, RELEASE)
const episode = (html: string, details: Details = EPISODE) =>
  readKind({ title: 'Fog signals', html }, details)
const points = ({ keyPoints }: ReturnType<typeof readKind>) => keyPoints.map(({ text }) => text)

describe('a reader of a release', () => {
  it('is told first what breaks, last what only its makers feel', () => {
    const article = release(
      `<p>Charts are drawn twice as fast.</p>
      <h3>Features</h3>${ul(['Draw curves in a worker', 'Read gauges with a comma'])}
      <h3>Bug Fixes</h3>${ul(['Fix a crash on the last day of a leap year'])}
      <h3>Dependencies</h3>${ul(['Bump undici from 8.0.0 to 8.1.0'])}
      <h3>⚠ BREAKING CHANGES</h3>${ul(['The old file format cannot be read any more'])}`,
    )
    expect(points(article)).toEqual([
      'The old file format cannot be read any more',
      'Draw curves in a worker',
      'Read gauges with a comma',
    ])
    expect(article.keyPoints.every(({ origin }) => origin === 'native')).toBe(true)
    expect(article.body).toEqual([
      'Charts are drawn twice as fast.',
      'Fix a crash on the last day of a leap year',
      'Bump undici from 8.0.0 to 8.1.0',
    ])
    expect(article.lead).toBe('Charts are drawn twice as fast.')
  })

  it.each([
    ['feat!: read only the new format', 'feat!: read only the new format'],
    ['Dropped support for Node 20', 'Dropped support for Node 20'],
    ['💥 The option colour is gone', '💥 The option colour is gone'],
  ])('sees by its words that “%s” breaks something', (line, shown) => {
    expect(points(release(ul(['Draw curves in a worker', 'Fix a crash', line])))[0]).toBe(shown)
  })

  it('is told in Japanese too', () => {
    const article = release(
      `<h2>新機能</h2>${ul(['曲線をワーカーで描画するようになりました'])}<h2>破壊的変更</h2>${ul(['旧形式のファイルは読めなくなりました'])}<h2>修正</h2>${ul(['うるう年の最終日に落ちる不具合を修正しました'])}`,
    )
    expect(points(article)[0]).toBe('旧形式のファイルは読めなくなりました')
    expect(article.keyPoints).toHaveLength(3)
  })

  it('meets neither the numbers of commits nor who was thanked', () => {
    const article = release(
      `${ul([
        '<strong>api:</strong> add tides (<a href="https://g.example/1">#12</a>) (<a href="https://g.example/2">a1b2c3d</a>), closes <a href="https://g.example/3">#3</a>',
        'Read gauges with a comma by @mate in #99',
      ])}<h2>New Contributors</h2>${ul(['@mate made their first contribution in #99'])}<h2>Assets</h2>${ul(['charts-2.0.0.tar.gz'])}`,
    )
    expect(points(article)).toEqual(['api: add tides', 'Read gauges with a comma'])
    expect(article.flags).toEqual(['fewer-points'])
  })

  it('gets the list where it is written in plain lines, under headings in bold', () => {
    const article = release(
      '<p>🎉 It is here!</p><p><strong>Fixes</strong><br>- Fix a crash<br>- Fix the clock</p><p><strong>Breaking changes</strong><br>- Ask for a key</p>',
    )
    expect(points(article)).toEqual(['Ask for a key', 'Fix a crash', 'Fix the clock'])
  })
})

describe('a listener', () => {
  const notes = [
    'How a foghorn is tuned to carry over ten miles',
    'Why the last keeper left the island in 1991',
    'What the lamp room smells like in a storm',
    'Where the lens was cut, and by whom',
  ]

  it('gets the show notes of an episode for its points', () => {
    const article = episode(
      `<p>We talk to a man who kept a light for thirty years.</p><p>In this episode:</p>${ul(notes)}<p>Links:</p>${ul(['<a href="https://a.example/1">The lighthouse museum and its opening hours</a>', '<a href="https://a.example/2">A film about the lamp room</a>'])}`,
    )
    expect(points(article)).toEqual(notes.slice(0, 3))
    expect(article.lead).toBe('We talk to a man who kept a light for thirty years.')
    expect(article.body).toContain(notes[3])
    expect(article.flags).toEqual([])
  })

  it('gets its chapters where the notes hold no list, but not its greetings', () => {
    const chapters = ['はじめに', '霧笛の鳴らし方', '無人化の日', 'エンディング'].map(
      (title, index) => ({
        at: index * 300,
        title,
      }),
    )
    const article = episode('<p>岬の灯台を30年守った人に話を聞きました。</p>', {
      ...EPISODE,
      chapters,
    })
    expect(points(article)).toEqual(['霧笛の鳴らし方', '無人化の日'])
    expect(article.keyPoints.every(({ origin }) => origin === 'native')).toBe(true)
  })

  it('gets no links for points, nor invitations', () => {
    const article = episode(
      `<p>We talk to a keeper.</p>${ul(['<a href="https://a.example/1">Support us with a monthly gift</a>', '<a href="https://a.example/2">Follow the show wherever you listen</a>', 'Merch: https://a.example/shop'])}`,
    )
    expect(points(article)).toEqual([])
  })
})
