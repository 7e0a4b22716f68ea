import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainWords } from '../../src/llm/plain-words.ts'

describe('plain words', () => {
  it.each([
    ['**Two** people were `hurt`.', 'Two people were hurt.'],
    ['- 橋は*14週間*閉鎖される。', '橋は14週間閉鎖される。'],
    ['1. The bridge closes. [2, 3]', 'The bridge closes.'],
    ['💡 橋は閉鎖される（文2）。', '橋は閉鎖される。'],
    ['“The bridge closes.”', 'The bridge closes.'],
    ['# The\nbridge\n> closes.', 'The bridge > closes.'],
    ['snake_case and __bold__ and _it_', 'snake_case and bold and it'],
    ['A <b>bold</b> text.', 'A bold text.'],
    ['3 < 5 and 7 > 6', '3 < 5 and 7 > 6'],
    ['「大丈夫」と言い、「帰る」と告げた。', '「大丈夫」と言い、「帰る」と告げた。'],
  ])('%s', (words, text) => {
    expect(plainWords(words)).toEqual({ text, removed: [] })
  })

  it.each([
    ['Go to https://evil.example/a?b=c now.', 'Go to now.', ['https://evil.example/a?b=c']],
    ['詳しくはhttps://evil.exampleを見て。', '詳しくはを見て。', ['https://evil.example']],
    ['See [the site](https://evil.example).', 'See the site.', ['https://evil.example']],
    ['![x](https://evil.example/p.png) Look.', 'Look.', ['![x](https://evil.example/p.png)']],
    ['Join discord.gg/evil today.', 'Join today.', ['discord.gg/evil']],
    ['Join DISCORD.com/invite/evil today.', 'Join today.', ['DISCORD.com/invite/evil']],
    ['@everyone wins, @here too.', 'wins, too.', ['@everyone', '@here']],
    ['Ask <@123> or <@&45> in <#6>.', 'Ask or in.', ['<@123>', '<@&45>', '<#6>']],
    ['At <t:1700000000:R> </help:1> <:a:1>', 'At', ['<t:1700000000:R>', '</help:1>', '<:a:1>']],
    ['steam://run/1 and mailto:a@b.example', 'and', ['steam://run/1', 'mailto:a@b.example']],
  ])('take out what rings or leads away: %s', (words, text, removed) => {
    expect(plainWords(words)).toEqual({ text, removed })
  })

  it('hold nothing that rings or leads away, whatever a model writes', () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '@everyone',
        '@he',
        're',
        '<@',
        '123>',
        '<@1<@2>>',
        'https://',
        'evil.example/x',
        'discord.gg/',
        'x',
        '](https://a.example)',
        '[b',
        '**',
        '\u200b',
        '\n',
      ),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
        const { text } = plainWords(parts.join(''))
        expect(text).not.toMatch(/https?:\/\/[^\s<]|@(?:everyone|here)\b|<[@#][!&]?\d+>|\n/i)
      }),
      { seed: 20261125, numRuns: 1000 },
    )
  })
})
