/** A picture's colours as the bytes of a PNG file. */
import { crc32, deflateSync } from 'node:zlib'

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const CHANNELS = 3
/** PNG's filter "Sub": each byte less the same byte of the pixel before it; smooth pictures become small. */
const SUB = 1

/**
 * Gives the PNG file (8 bits, red-green-blue).
 *
 * @param pixels three bytes a pixel, row by row
 */
export function encodePng(
  pixels: Uint8Array,
  { width, height }: { width: number; height: number },
): Uint8Array {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(filtered(pixels, width * CHANNELS, height))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function filtered(pixels: Uint8Array, rowLength: number, height: number): Uint8Array {
  const rows = new Uint8Array((rowLength + 1) * height)
  for (let y = 0; y < height; y += 1) {
    const to = y * (rowLength + 1)
    const from = y * rowLength
    rows[to] = SUB
    for (let x = 0; x < rowLength; x += 1) {
      const before = x < CHANNELS ? 0 : (pixels[from + x - CHANNELS] ?? 0)
      rows[to + 1 + x] = (pixels[from + x] ?? 0) - before
    }
  }
  return rows
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
