import { crc32, deflateSync } from 'node:zlib';

/** The most frequent colours of a picture, and for each pixel the one that is nearest to its own. */
const reduce = (page, picture) =>
  page.evaluate(async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const { width, height } = image;
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, width, height);
    const pixels = Array.from({ length: width * height }, (_, at) =>
      data.slice(at * 4, at * 4 + 3).join(),
    );
    const counts = new Map();
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
    const palette = [...counts].sort(([, a], [, b]) => b - a).slice(0, 256);
    const colours = palette.map(([pixel]) => pixel.split(',').map(Number));
    const nearest = new Map();
    for (const pixel of counts.keys()) {
      const own = pixel.split(',').map(Number);
      const far = colours.map((one) => one.reduce((sum, v, at) => sum + (v - own[at]) ** 2, 0));
      nearest.set(pixel, far.indexOf(Math.min(...far)));
    }
    return { width, height, colours, indexes: pixels.map((pixel) => nearest.get(pixel)) };
  }, picture.toString('base64'));

const chunk = (type, data) => {
  const named = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};

/** The same picture in 256 colours, as the documents keep it: https://www.w3.org/TR/png-3/ */
export const smallPng = async (browser, picture) => {
  const page = await browser.newPage();
  const { width, height, colours, indexes } = await reduce(page, picture);
  await page.close();
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  // Eight bits to a pixel, each an index into the palette.
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
