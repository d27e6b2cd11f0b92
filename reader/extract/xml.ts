/** An element of an XML part by its local name; text stands in nodes of the name `#text`. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
  readonly text: string;
}

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<[?!][^>]*>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gu;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** The tree of an XML part; what is not well formed ends where it breaks off. */
export function parsedXml(xml: string): XmlNode {
  const root: XmlNode = { name: '#root', attributes: {}, children: [], text: '' };
  const open: XmlNode[] = [root];
  for (const [, cdata, closing, name, attributes = '', empty, text] of xml.matchAll(TOKEN)) {
    const parent = open.at(-1) ?? root;
    const words = cdata ?? (text === undefined ? undefined : decoded(text));
    if (words !== undefined) {
      parent.children.push({ name: '#text', attributes: {}, children: [], text: words });
    } else if (name !== undefined && closing === '/') {
      if (open.length > 1) open.pop();
    } else if (name !== undefined) {
      const node = { name: local(name), attributes: read(attributes), children: [], text: '' };
      parent.children.push(node);
      if (empty !== '/') open.push(node);
    }
  }
  return root;
}

/** The first child of a name, or undefined. */
export function childOf(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((child) => child.name === name);
}

/** Every element of a name below a node, in order. */
export function within(node: XmlNode, name: string): XmlNode[] {
  return node.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...within(child, name),
  ]);
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function read(attributes: string): Record<string, string> {
  return Object.fromEntries(
    [...attributes.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [
      local(name),
      decoded(double ?? single ?? ''),
    ]),
  );
}

function decoded(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/giu, (whole, hexadecimal, decimal, name) => {
    const code = hexadecimal === undefined ? Number(decimal) : parseInt(String(hexadecimal), 16);
    if (name !== undefined) return ENTITIES[String(name)] ?? whole;
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
