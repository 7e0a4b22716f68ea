import { describe, expect, it } from 'vitest'
import { originalAddress } from '../../src/feed/original-address.ts'

describe('the address of an article', () => {
  it.each([
    [
      'https://port-example.cdn.ampproject.org/c/s/port.example/news/1?a=b',
      'https://port.example/news/1?a=b',
    ],
    ['https://port-example.cdn.ampproject.org/v/port.example/news/1', 'http://port.example/news/1'],
    ['https://www.google.com/amp/s/port.example/amp/1', 'https://port.example/amp/1'],
    [
      'https://www.google.co.jp/url?rct=j&sa=t&url=https%3A%2F%2Fport.example%2F1&ct=ga',
      'https://port.example/1',
    ],
    ['https://www.google.com/url?q=https://port.example/2', 'https://port.example/2'],
  ])('is unwrapped: %s', (link, original) => {
    expect(originalAddress(link)).toBe(original)
  })

  it.each([
    'https://port.example/url?url=https://other.example/',
    'https://www.google.com/url?url=javascript:alert(1)',
    'https://www.google.com/url?url=http://localhost/',
    'https://www.google.com/search?q=https://port.example/',
    'https://port.example/amp/s/1',
  ])('stays where nothing is wrapped that may be opened: %s', (link) => {
    expect(originalAddress(link)).toBe(link)
  })
})
