import { expect, test } from '@jest/globals';
import { zipSync } from 'fflate';
import { readEdxml } from '../../../reader/edxml/read-edxml.js';

const read = async (text: string | Buffer) => readEdxml(Buffer.from(text));
const problem = async (text: string | Buffer) => {
  const answer = await read(text);
  return answer.ok ? null : answer.error;
};
const withFile = (encoded: string, name = 'bao-cao.pdf') =>
  `<edXML><edXMLEnvelope><edXMLHeader><MessageHeader><Subject>Báo cáo</Subject></MessageHeader></edXMLHeader>
   <edXMLBody><edXMLManifest><Reference><ContentId>cid:a1</ContentId><AttachmentName>${name}</AttachmentName></Reference></edXMLManifest></edXMLBody>
   </edXMLEnvelope><AttachmentEncoded><Attachment><ContentId>a1</ContentId><ContentTransferEncoded>${encoded}</ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>`;
const filesIn = async (text: string) => {
  const answer = await read(text);
  return answer.ok && answer.value.kind === 'document'
    ? answer.value.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString('latin1')])
    : answer;
};
const base64 = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64');

test('definitions, entities, depth, halves and foreign files are refused by their names', async () => {
  expect(await problem('')).toBe('empty');
  expect(await problem(Buffer.from([0xff, 0xfe, 0x3c, 0x00]))).toBe('notText');
  expect(await problem('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>')).toBe('foreignParts');
  expect(await problem('<a><!ENTITY x SYSTEM "file:///etc/passwd"></a>')).toBe('foreignParts');
  expect(await problem('<a>'.repeat(60) + '</a>'.repeat(60))).toBe('tooDeep');
  expect(await problem(`<a>${'<b/>'.repeat(30_000)}</a>`)).toBe('tooDeep');
  expect(await problem('<a><b></a></b>')).toBe('notXml');
  expect(await problem('<a/><a/>')).toBe('notXml');
  expect(await problem('<a><!-- ')).toBe('notXml');
  expect(await problem('%PDF-1.7')).toBe('notXml');
  expect(await problem('<svg></svg>')).toBe('notEdxml');
});

test('a megabyte made to be slow is refused at once', async () => {
  const began = performance.now();
  for (const piece of ['<', '<!--', '<![CDATA[', '<a ', '<a b="', '<a>']) {
    expect(await problem(piece.repeat(1_000_000 / piece.length))).toMatch(/^(notXml|tooDeep)$/u);
  }
  expect(performance.now() - began).toBeLessThan(2_000);
});

test('a file comes raw, alone in a ZIP, or as the ZIP that it is itself', async () => {
  const alone = zipSync({ 'x.bin': Buffer.from('%PDF-1.4') });
  const workbook = zipSync({ '[Content_Types].xml': Buffer.from('a'), 'b.xml': Buffer.from('b') });
  expect(await filesIn(withFile(base64('%PDF-1.4')))).toEqual([['bao-cao.pdf', '%PDF-1.4']]);
  expect(await filesIn(withFile(base64(alone)))).toEqual([['bao-cao.pdf', '%PDF-1.4']]);
  expect(await filesIn(withFile(base64(workbook), 'so-lieu.xlsx'))).toEqual([
    ['so-lieu.xlsx', Buffer.from(workbook).toString('latin1')],
  ]);
  expect(await filesIn(withFile(base64(alone), 'tep.zip'))).toEqual([
    ['tep.zip', Buffer.from(alone).toString('latin1')],
  ]);
});

test('a file that is damaged, or unpacks to more than it may, refuses the message', async () => {
  expect(await problem(withFile('%%%'))).toBe('badBase64');
  expect(await problem(withFile('QUJD!UI='))).toBe('badBase64');
  const cut = zipSync({ 'x.bin': Buffer.from('%PDF-1.4') }).subarray(0, 40);
  expect(await problem(withFile(base64(cut)))).toBe('badZip');
  const bomb = zipSync({ 'x.bin': new Uint8Array(21 * 1024 * 1024) });
  expect(await problem(withFile(base64(bomb)))).toBe('tooLarge');
});

test('packets of other systems are known by the names of their fields', async () => {
  const soap = await read(
    `<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Header>
     <edXML:Status xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:ResponseFor>
     <edXML:OrganId>000.00.19.H26</edXML:OrganId><edXML:Code>15/KH-UBND</edXML:Code>
     <edXML:PromulgationDate>12/05/2026</edXML:PromulgationDate><edXML:DocumentId/></edXML:ResponseFor>
     <edXML:From><edXML:OrganName>UBND xã Đồng Mai</edXML:OrganName></edXML:From><edXML:StatusCode>3</edXML:StatusCode>
     <edXML:Timestamp>2026/07/04 08:30:05</edXML:Timestamp></edXML:Status></SOAP-ENV:Header><SOAP-ENV:Body/></SOAP-ENV:Envelope>`,
  );
  expect(soap).toMatchObject({
    value: {
      kind: 'status',
      code: '03',
      at: '2026-07-04T01:30:05.000Z',
      responseFor: { organId: '000.00.19.H26', code: '15/KH-UBND', issuedOn: '2026-05-12' },
    },
  });
});
