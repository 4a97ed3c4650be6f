// Apache Arrow's own JavaScript library as the peer of ours. Arguments: the folder of node_modules, then
//   read FILE             prints what is in a stream as JSON: exact texts for numbers, bits for floating point
//   rewrite FILE TO       reads a stream and writes it again
//   write WHAT TO         writes a stream of its own making: plain, delta
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [, , modules, command, ...rest] = process.argv;
const arrow = createRequire(join(modules, 'x'))('apache-arrow');
const { DataType } = arrow;

const hex = (bytes) => Buffer.from(bytes).toString('hex').toUpperCase();
const floatBits = (value, bytes) => {
  const view = new DataView(new ArrayBuffer(bytes));
  if (bytes === 4) view.setFloat32(0, value);
  else view.setFloat64(0, value);
  return hex(new Uint8Array(view.buffer));
};
const decimal = (words) => {
  let value = 0n;
  for (let i = 3; i >= 0; i--) value = (value << 32n) | BigInt(words[i]);
  return String(BigInt.asIntN(128, value));
};

function value(data, i) {
  const type = data.type;
  if (DataType.isNull(type) || !data.getValid(i)) return null;
  if (DataType.isBool(type)) return String(((data.values[i >> 3] >> (i & 7)) & 1) === 1);
  if (DataType.isInt(type) || DataType.isDate(type) || DataType.isTimestamp(type)) return String(data.values[i]);
  if (DataType.isFloat(type)) return floatBits(data.values[i], data.values.BYTES_PER_ELEMENT);
  if (DataType.isDecimal(type)) return decimal(data.values.subarray(i * 4, i * 4 + 4));
  if (DataType.isStruct(type)) return data.children.map((child) => value(child, i));
  if (DataType.isDictionary(type)) return data.dictionary.get(Number(data.values[i]));
  if (data.children.length === 1) {
    const [start, end] = [Number(data.valueOffsets[i]), Number(data.valueOffsets[i + 1])];
    return Array.from({ length: end - start }, (_, k) => value(data.children[0], start + k));
  }
  const plain = new arrow.Vector([data]).get(i);
  return typeof plain === 'string' ? plain : hex(plain);
}

function describe(bytes) {
  const reader = arrow.RecordBatchReader.from(bytes).open();
  const schema = reader.schema;
  const batches = [];
  for (const batch of reader) {
    const columns = batch.data.children.map((data) => Array.from({ length: batch.numRows }, (_, i) => value(data, i)));
    batches.push({ rows: batch.numRows, nulls: batch.data.children.map((data) => data.nullCount), columns });
  }
  const fields = schema.fields.map((field) => ({ name: field.name, nullable: field.nullable, kind: field.metadata.get('kind') ?? '' }));
  return { fields, metadata: [...schema.metadata], batches };
}

function rewrite(bytes) {
  const reader = arrow.RecordBatchReader.from(bytes).open();
  const writer = new arrow.RecordBatchStreamWriter();
  for (const batch of reader) writer.write(batch);
  writer.finish();
  return writer.toUint8Array(true);
}

function plain() {
  const table = arrow.tableFromArrays({
    number: new Float64Array([1.5, -2, NaN]),
    big: new BigInt64Array([1n, -2n, 9007199254740993n]),
    byte: new Uint8Array([0, 1, 255]),
    word: ['one', 'two', 'one'],
  });
  const lists = arrow.vectorFromArray([[1, 2], null, []], new arrow.List(new arrow.Field('item', new arrow.Int32(), true)));
  const views = arrow.vectorFromArray(['short', null, 'a text that is longer than twelve bytes'], new arrow.Utf8View());
  const flags = arrow.vectorFromArray([true, null, false], new arrow.Bool());
  return arrow.tableToIPC(table.assign(new arrow.Table({ lists, views, flags })), 'stream');
}

// A dictionary of two chunks: the second is sent as a delta.
function delta() {
  const first = arrow.vectorFromArray(['a', 'b'], new arrow.Utf8());
  const both = first.concat(arrow.vectorFromArray(['c', null, 'e'], new arrow.Utf8()));
  const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 1);
  const schema = new arrow.Schema([new arrow.Field('word', type, true)]);
  const batch = (dictionary, indices) => {
    const column = arrow.makeData({ type, dictionary, data: new Int32Array(indices) });
    return new arrow.RecordBatch(schema, arrow.makeData({ type: new arrow.Struct(schema.fields), length: indices.length, children: [column] }));
  };
  const writer = new arrow.RecordBatchStreamWriter();
  writer.write(batch(first, [1, 0]));
  writer.write(batch(both, [4, 2, 0]));
  writer.finish();
  return writer.toUint8Array(true);
}

switch (command) {
  case 'read':
    console.log(JSON.stringify(describe(readFileSync(rest[0]))));
    break;
  case 'rewrite':
    writeFileSync(rest[1], rewrite(readFileSync(rest[0])));
    break;
  case 'write':
    writeFileSync(rest[1], { plain, delta }[rest[0]]());
    break;
  default:
    throw new Error(`unknown command ${command}`);
}
