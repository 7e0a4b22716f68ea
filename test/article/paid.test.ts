/** Whether an item, or a page, says that only those who pay read the whole of it. */
import { describe, expect, it } from 'vitest'
import { endsAtWall, isMarkedPaid } from '../../src/article/paid.ts'

const item = (part: { title?: string; text?: string; categories?: string[] }) => ({
  title: null,
  text: null,
  categories: [],
  ...part,
})

describe('an item', () => {
  it.each([
    { title: '【有料会員限定】港が再開、嵐から11日' },
    { title: '港が再開(有料記事)' },
    { title: 'Harbour opens again [Subscribers only]' },
    { title: '港が再開', text: '<p>港は日曜日に再開した。</p><p>この記事は有料会員限定です。</p>' },
    { title: '港が再開', text: `${'港は再開した。'.repeat(200)}残り1,234文字` },
    { title: 'Harbour opens', text: 'It opened on Sunday. This article is for subscribers only.' },
    { title: 'Harbour opens', text: 'It opened on Sunday. Subscribe to continue reading.' },
    { title: 'Harbour opens', categories: ['News', 'Premium'] },
  ])('that says so is paid: $title', (part) => {
    expect(isMarkedPaid(item(part))).toBe(true)
  })

  it.each([
    { title: '有料会員が100万人を超えた動画サービス' },
    { title: '有料老人ホームの料金を比べる', text: '有料老人ホームは増えている。' },
    { title: 'Streaming service loses subscribers', text: 'It lost 200,000 subscribers in May.' },
    { title: 'Premium petrol is dearer again', categories: ['Cars'] },
    {
      title: '新聞社の決算',
      text: `${'売上は増えた。'.repeat(120)}同社は有料会員限定の記事を増やす。${'利益は減った。'.repeat(120)}`,
    },
    { title: '無料で読める' },
  ])('about such things is not: $title', (part) => {
    expect(isMarkedPaid(item(part))).toBe(false)
  })
})

describe('a page', () => {
  it('ends at a wall where its last words say so', () => {
    expect(endsAtWall(`${'The harbour opened. '.repeat(90)}Already a subscriber? Log in`)).toBe(
      true,
    )
    expect(endsAtWall('The harbour opened. Forty ships left before noon.')).toBe(false)
  })
})
