// Writes the two store archives. Sorted names, one fixed time and no owner: the same
// sources give the same bytes, which the stores' reviewers compare.

import { readFileSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { crc32 as zlibCrc32, deflateRawSync } from "node:zlib";
import { filesBelow, root } from "./lib.mjs";

const TABLE = Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

/** Node has its own only since 20.15. */
const crc32 = zlibCrc32 ?? ((bytes) => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
});

const DATE = ((1980 - 1980) << 9) | (1 << 5) | 1; // the first day a zip can name

/** The bytes of a zip file with the given files, which are [name, bytes] pairs. */
export function zip(files) {
  const local = [];
  const central = [];
  let offset = 0;
  for (const [name, bytes] of files) {
    const path = Buffer.from(name, "utf8");
    const packed = deflateRawSync(bytes, { level: 9 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0); // version needed
    fields.writeUInt16LE(0x0800, 2); // names are UTF-8
    fields.writeUInt16LE(8, 4); // deflate
    fields.writeUInt16LE(0, 6);
    fields.writeUInt16LE(DATE, 8);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(path.length, 22);
    local.push(Buffer.from("PK\x03\x04", "latin1"), fields, path, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), fields, tail, path);
    offset += 4 + fields.length + path.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

for (const browser of ["chrome", "firefox"]) {
  const folder = join(root, "dist", browser);
  const { version } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const files = filesBelow(folder).map((file) => [relative(folder, file).split(sep).join("/"), readFileSync(file)]);
  const archive = zip(files);
  const name = `policylens-${browser}-${version}.zip`;
  writeFileSync(join(root, "dist", name), archive);
  console.log(`   dist/${name}: ${files.length} files, ${Math.round(archive.length / 1024)} KB`);
}
