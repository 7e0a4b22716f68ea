import { expect, it } from 'vitest'
import { languageCode, languageName, languagesLike } from '../../src/language/languages.ts'

it.each([
  ['日本語', 'ja'],
  ['にほんご', null],
  ['英', 'en'],
  ['ENGLISH', 'en'],
  ['Ｅｎ', 'en'],
  ['français', 'fr'],
  ['Francais', 'fr'],
  ['zh-Hant-TW', 'zh'],
  ['jp', 'ja'],
  ['xx', null],
  ['english!', null],
  ['', null],
])('knows %s as %s', (typed, code) => {
  expect(languageCode(typed)).toBe(code)
})

it('names a language for its reader, and an unknown one by its code', () => {
  expect(languageName('de', 'ja')).toBe('ドイツ語')
  expect(languageName('de', 'en')).toBe('German')
  expect(languageName('qqq', 'en')).toBe('QQQ')
  expect(languageName('<@1>', 'en')).toBe('<@1>')
})

it('offers the usual languages first, by name in either language or code', () => {
  expect(languagesLike('', 3)).toEqual(['ja', 'en', 'zh'])
  expect(languagesLike('ドイツ', 3)).toEqual(['de'])
  expect(languagesLike('ger', 3)).toEqual(['de'])
})
