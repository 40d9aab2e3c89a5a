/** Reduces screenshots to small PNG files with a palette. */
import { crc32, deflateSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';

/** Picture with a palette of at most 256 colours. */
interface ReducedPicture {
  readonly width: number;
  readonly height: number;
  /** Palette: red, green and blue of each colour. */
  readonly colours: readonly (readonly number[])[];
  /** Palette index of each pixel. */
  readonly indexes: readonly number[];
}

/** Keeps the most frequent colours of a picture, and assigns each pixel the nearest of them. */
const reduce = (page: Page, picture: Buffer): Promise<ReducedPicture> =>
  page.evaluate(async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const { width, height } = image;
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('There is no canvas.');
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, width, height);
    const pixels = Array.from({ length: width * height }, (_, at) =>
      data.slice(at * 4, at * 4 + 3).join(),
    );
    const counts = new Map<string, number>();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    const palette = [...counts].sort(([, a], [, b]) => b - a).slice(0, 256);
    const colours = palette.map(([pixel]) => pixel.split(',').map(Number));
    const nearest = new Map<string, number>();
    for (const pixel of counts.keys()) {
      const own = pixel.split(',').map(Number);
      const far = colours.map((one) =>
        one.reduce((sum, v, at) => sum + (v - (own[at] ?? 0)) ** 2, 0),
      );
      nearest.set(pixel, far.indexOf(Math.min(...far)));
    }
    return { width, height, colours, indexes: pixels.map((pixel) => nearest.get(pixel) ?? 0) };
  }, picture.toString('base64'));

const chunk = (type: string, data: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  const sum = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};

/**
 * Converts a PNG to one with a palette of 256 colours, to keep the repository small. Format:
 * https://www.w3.org/TR/png-3/
 */
export const smallPng = async (browser: Browser, picture: Buffer): Promise<Buffer> => {
  const page = await browser.newPage();
  const { width, height, colours, indexes } = await reduce(page, picture);
  await page.close();
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  // Bit depth 8, and colour type 3: each pixel is an index into the palette.
  header.set([8, 3], 8);
  const rows = Array.from({ length: height }, (_, row) =>
    Buffer.from([0, ...indexes.slice(row * width, (row + 1) * width)]),
  );
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colours.flat())),
    chunk('IDAT', deflateSync(Buffer.concat(rows), { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
