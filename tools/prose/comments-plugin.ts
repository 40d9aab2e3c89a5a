/** A textlint plugin that reads the comments of TypeScript and JavaScript files. https://textlint.org/docs/plugin */
import {
  ASTNodeTypes,
  type TxtParagraphNode,
  type TxtDocumentNode,
  type TxtStrNode,
} from '@textlint/ast-node-types';
import type { TextlintPluginProcessor } from '@textlint/types';
import ts from 'typescript';

interface Position {
  readonly line: number;
  readonly column: number;
}

/** The position of an offset, as textlint counts: lines from 1, columns from 0. */
const positionIn = (text: string): ((offset: number) => Position) => {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => {
    const line = starts.filter((start) => start <= offset).length;
    return { line, column: offset - (starts[line - 1] ?? 0) };
  };
};

/** Finds the comments of a file. Directives for tools are not prose. */
const commentsOf = (text: string, filePath: string): readonly ts.CommentRange[] => {
  const source = ts.createSourceFile(filePath, text, ts.ScriptTarget.Latest, true);
  const found = new Map<number, ts.CommentRange>();
  const visit = (node: ts.Node): void => {
    const ranges = [
      ...(ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []),
      ...(ts.getTrailingCommentRanges(text, node.getEnd()) ?? []),
    ];
    for (const range of ranges) found.set(range.pos, range);
    for (const child of node.getChildren(source)) visit(child);
  };
  visit(source);
  return [...found.values()]
    .filter(
      ({ pos, end }) =>
        !/^(?:\/\*|\/\/)\s*(?:@ts-|eslint-|prettier-|c8 |v8 )/.test(text.slice(pos, end)),
    )
    .sort((one, other) => one.pos - other.pos);
};

const parse = (text: string, filePath = 'file.ts'): TxtDocumentNode => {
  const position = positionIn(text);
  const locOf = (start: number, end: number) => ({ start: position(start), end: position(end) });
  const strOf = (start: number, end: number): TxtStrNode => ({
    type: ASTNodeTypes.Str,
    value: text.slice(start, end),
    raw: text.slice(start, end),
    range: [start, end],
    loc: locOf(start, end),
  });
  const children = commentsOf(text, filePath).map(({ pos: start, end }): TxtParagraphNode => {
    const lines: TxtStrNode[] = [];
    // The words of each line, without what makes it a comment, code in backticks and addresses.
    for (const line of text.slice(start, end).matchAll(/[^\n]+/g)) {
      const words = line[0].replace(/^\s*(?:\/\*\*?|\*\/|\*|\/\/)|\*\/\s*$/g, (mark) =>
        ' '.repeat(mark.length),
      );
      for (const part of words.matchAll(
        /(?:^|`[^`]*`|https?:\S+)([^`]*?)(?=`[^`]*`|https?:\S+|$)/g,
      )) {
        const [whole, prose = ''] = part;
        const from = start + line.index + part.index + whole.length - prose.length;
        if (prose.trim() !== '') lines.push(strOf(from, from + prose.length));
      }
    }
    return {
      type: ASTNodeTypes.Paragraph,
      raw: text.slice(start, end),
      range: [start, end],
      loc: locOf(start, end),
      children: lines,
    };
  });
  return {
    type: ASTNodeTypes.Document,
    raw: text,
    range: [0, text.length],
    loc: locOf(0, text.length),
    children,
  };
};

class CommentsProcessor implements TextlintPluginProcessor {
  availableExtensions(): string[] {
    return ['.ts', '.tsx', '.mjs', '.js'];
  }

  processor(): ReturnType<TextlintPluginProcessor['processor']> {
    return {
      preProcess: parse,
      postProcess: (messages, filePath = '') => ({ messages, filePath }),
    };
  }
}

export const commentsPlugin = { Processor: CommentsProcessor };
