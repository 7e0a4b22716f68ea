import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Node } from '../../../src/sandbox/page/client/markdown/node.ts'
import { parseMarkdown } from '../../../src/sandbox/page/client/markdown/parse.ts'

const text = (value: string): Node => ({ kind: 'text', text: value })

const wordsOf = (nodes: readonly Node[]): string =>
  nodes
    .map((node) => {
      if (node.kind === 'list') return node.items.map(wordsOf).join(' ')
      if ('inside' in node) return wordsOf(node.inside)
      return 'text' in node ? node.text : ''
    })
    .join('')

describe('markdown on the page', () => {
  it.each([
    ['**bold**', { kind: 'strong', inside: [text('bold')] }],
    ['*thin*', { kind: 'em', inside: [text('thin')] }],
    ['_thin_', { kind: 'em', inside: [text('thin')] }],
    ['__under__', { kind: 'underline', inside: [text('under')] }],
    ['~~gone~~', { kind: 'strike', inside: [text('gone')] }],
    ['||secret||', { kind: 'spoiler', inside: [text('secret')] }],
    ['`a*b*`', { kind: 'code', text: 'a*b*' }],
    ['```ts\nlet a\n```', { kind: 'fence', text: 'let a' }],
    ['<t:1768689000:R>', { kind: 'time', at: 1_768_689_000_000, style: 'R' }],
    ['<t:1768689000>', { kind: 'time', at: 1_768_689_000_000, style: 'f' }],
    ['<@123>', { kind: 'mention', of: 'user', id: '123' }],
    ['<@&123>', { kind: 'mention', of: 'role', id: '123' }],
    ['<#123>', { kind: 'mention', of: 'channel', id: '123' }],
    ['</digest list:123>', { kind: 'mention', of: 'command', id: 'digest list' }],
    ['@everyone', { kind: 'mention', of: 'everyone', id: 'everyone' }],
    ['## Head', { kind: 'heading', level: 2, inside: [text('Head')] }],
    ['-# aside', { kind: 'small', inside: [text('aside')] }],
    ['> said', { kind: 'quote', inside: [text('said')] }],
    ['>>> all\nof it', { kind: 'quote', inside: [text('all\nof it')] }],
  ] as const)('reads %s as Discord does', (source, node) => {
    expect(parseMarkdown(source)).toEqual([node])
  })

  it('reads links with words, bare and in angles, and leaves other schemes alone', () => {
    const href = 'https://a.example/x_(y)?z=1'
    expect(parseMarkdown(`[**a** b](${href})`)).toEqual([
      { kind: 'link', href, inside: [{ kind: 'strong', inside: [text('a')] }, text(' b')] },
    ])
    expect(parseMarkdown('<https://a.example/>.')).toEqual([
      { kind: 'link', href: 'https://a.example/', inside: [text('https://a.example/')] },
      text('.'),
    ])
    expect(parseMarkdown('[a](javascript:alert(1))')).toEqual([text('[a](javascript:alert(1))')])
    expect(parseMarkdown('see https://a.example/b.')).toEqual([
      text('see '),
      { kind: 'link', href: 'https://a.example/b', inside: [text('https://a.example/b')] },
      text('.'),
    ])
  })

  it('shows escaped signs as they are', () => {
    expect(parseMarkdown('\\*no\\* \\# \\[a\\]\\(b\\) \\<@1>')).toEqual([
      text('*no* # [a](b) <@1>'),
    ])
    expect(parseMarkdown('snake_case_name and 2 * 3 * 4')).toEqual([
      text('snake_case_name and 2 * 3 * 4'),
    ])
  })

  it('numbers a list from its first number, and nests deeper lines', () => {
    expect(parseMarkdown('head\n3. a\n4. b\nend')).toEqual([
      text('head'),
      { kind: 'list', ordered: true, start: 3, items: [[text('a')], [text('b')]] },
      text('end'),
    ])
    expect(parseMarkdown('- a\n  - b\n- c')).toEqual([
      {
        kind: 'list',
        ordered: false,
        start: 1,
        items: [
          [text('a'), { kind: 'list', ordered: false, start: 1, items: [[text('b')]] }],
          [text('c')],
        ],
      },
    ])
  })

  it('loses no letter of any text, in reasonable time', () => {
    const sign = fc.constantFrom(
      '*',
      '_',
      '~',
      '|',
      '`',
      '>',
      '<',
      '[',
      ']',
      '(',
      ')',
      '\\',
      '\n',
      ' ',
      '#',
      '-',
      '1.',
      'a',
      '字',
    )
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 200 }), (signs) => {
        const source = signs.join('')
        const letters = (value: string) => value.replaceAll(/[^a字]/g, '')
        expect(letters(wordsOf(parseMarkdown(source)))).toBe(letters(source))
      }),
      { numRuns: 300 },
    )
  })
})
