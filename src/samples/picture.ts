/** A quiet landscape for an article: sky, a sun or moon, three ranges of hills; the seed decides all of it. */
import { encodePng } from './png.ts'

type Colour = readonly [number, number, number]
/** Sky above, sky at the horizon, sun, farthest hills, nearest hills. */
type Palette = readonly [Colour, Colour, Colour, Colour, Colour]

const PALETTES: readonly Palette[] = [
  [
    [38, 70, 110],
    [246, 190, 150],
    [255, 232, 190],
    [128, 122, 150],
    [40, 52, 82],
  ],
  [
    [118, 176, 200],
    [240, 240, 222],
    [255, 250, 230],
    [134, 176, 160],
    [42, 92, 86],
  ],
  [
    [24, 30, 62],
    [92, 96, 146],
    [238, 234, 214],
    [58, 66, 112],
    [18, 24, 48],
  ],
  [
    [236, 178, 120],
    [252, 232, 196],
    [230, 96, 70],
    [214, 150, 112],
    [122, 66, 58],
  ],
  [
    [150, 190, 220],
    [248, 222, 226],
    [255, 246, 238],
    [170, 160, 196],
    [84, 78, 128],
  ],
]
const RANGES = 3

/** Gives the picture of a seed as a PNG file; the same seed, the same bytes. */
export function paintPicture(seed: string, size: { width: number; height: number }): Uint8Array {
  const random = randomOf(seed)
  const palette = PALETTES[Math.floor(random() * PALETTES.length)] ?? PALETTES[0]
  if (palette === undefined) throw new RangeError('There is no palette.')
  const scene = sceneOf(random, size)
  const pixels = new Uint8Array(size.width * size.height * 3)
  for (let y = 0; y < size.height; y += 1)
    for (let x = 0; x < size.width; x += 1)
      pixels.set(colourAt(scene, palette, { x, y }, size.height), (y * size.width + x) * 3)
  return encodePng(pixels, size)
}

type Scene = {
  sun: { x: number; y: number; radius: number }
  /** For each range of hills, from the farthest, its ridge at every column. */
  ridges: readonly Float64Array[]
}

function sceneOf(
  random: () => number,
  { width, height }: { width: number; height: number },
): Scene {
  const sun = {
    x: width * (0.2 + 0.6 * random()),
    y: height * (0.2 + 0.25 * random()),
    radius: height * (0.08 + 0.07 * random()),
  }
  const ridges = Array.from({ length: RANGES }, (_, range) => {
    const base = height * (0.58 + 0.14 * range)
    const swell = height * (0.09 - 0.02 * range)
    const [a, b, c] = [random() * 6, random() * 6, 1.5 + 2 * random()]
    return Float64Array.from({ length: width }, (_, x) => {
      const t = (x / width) * c * (1 + range * 0.4)
      return base + swell * (Math.sin(t * 2 + a) + 0.4 * Math.sin(t * 5 + b))
    })
  })
  return { sun, ridges }
}

function colourAt(
  { sun, ridges }: Scene,
  [top, horizon, sunColour, far, near]: Palette,
  { x, y }: { x: number; y: number },
  height: number,
): Colour {
  const sky = mixed(top, horizon, Math.min(1, y / (height * 0.7)))
  const fromSun = Math.hypot(x - sun.x, y - sun.y) - sun.radius
  const glow = 0.35 * Math.max(0, 1 - Math.max(0, fromSun) / (sun.radius * 3)) ** 2
  let colour = mixed(mixed(sky, sunColour, glow), sunColour, covered(-fromSun))
  for (const [range, ridge] of ridges.entries()) {
    const hill = mixed(far, near, range / (RANGES - 1))
    colour = mixed(colour, hill, covered(y - (ridge[x] ?? height)))
  }
  return colour
}

/** How much of a pixel lies inside an edge that is `depth` pixels away: edges stay smooth. */
const covered = (depth: number) => Math.min(1, Math.max(0, depth + 0.5))

const mixed = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
  a[2] + (b[2] - a[2]) * share,
]

/** Gives the seed's own sequence of numbers in [0, 1): FNV-1a, then mulberry32. */
function randomOf(seed: string): () => number {
  let state = 0x811c9dc5
  for (const byte of Buffer.from(seed)) state = Math.imul(state ^ byte, 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
