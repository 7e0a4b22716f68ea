import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tellingTitle } from '../../src/article/telling-title.ts'

describe('a headline', () => {
  it.each([
    ['Ferry fares rise in May | BBC News', 'Ferry fares rise in May'],
    ['Ferry fares rise in May - Reuters', 'Ferry fares rise in May'],
    ['Ferry fares rise in May – The Guardian', 'Ferry fares rise in May'],
    [
      'Ferry fares rise in May - Business - Port Times | port.example',
      'Ferry fares rise in May - Business',
    ],
    ['路面電車、全車を低床型に：日本経済新聞', '路面電車、全車を低床型に'],
    ['路面電車、全車を低床型に | NHKニュース', '路面電車、全車を低床型に'],
    ['路面電車、全車を低床型に｜青葉経済ウェブ', '路面電車、全車を低床型に'],
    ['路面電車、全車を低床型に - Yahoo!ニュース', '路面電車、全車を低床型に'],
    ['【速報】路面電車、全車を低床型に', '路面電車、全車を低床型に'],
    ['【独自】【動画】路面電車、全車を低床型に（写真あり）', '路面電車、全車を低床型に'],
    ['BREAKING: Ferry fares rise in May', 'Ferry fares rise in May'],
    ['UPDATE 2-Ferry fares rise in May', 'Ferry fares rise in May'],
    ['路面電車はどう変わる？青葉市が全車を低床型に替える計画', '青葉市が全車を低床型に替える計画'],
  ])('of %j is %j', (title, headline) => {
    expect(tellingTitle(title)).toBe(headline)
  })

  it.each([
    'Ferry fares: what changes in May',
    'Ferries - again',
    'A harbour – and the people who run it at night',
    '港の朝：漁船が列をなす',
    '【インタビュー】港長に聞く、定期航路のこれから',
    'Why is olive oil so expensive?',
    '「なぜ上がる?」と市民',
    'Port | News',
    '【速報】',
    '',
  ])('stays the title where nothing can go: %s', (title) => {
    expect(tellingTitle(title)).toBe(title)
  })

  it('has only words of its title, in their order', () => {
    const part = fc.constantFrom(
      '【速報】',
      ' | ',
      ' - ',
      '：',
      '? ',
      '？',
      'Reuters',
      '港が開く',
      'Ferry fares rise ',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const title = parts.join('')
        expect(title).toContain(tellingTitle(title))
      }),
    )
  })
})
