// What the content scripts share in their isolated world, and what the DOM types do not know yet.

interface Policylens {
  started?: boolean;
  port: {
    send(message: object): Promise<unknown>;
    listen(handler: (message: any) => unknown): void;
  };
  signs: { words: string[] };
  signals: { hasSign(): boolean; read(): object };
  unread: Set<string>;
  walk(
    root: Node,
    visitor: {
      enter?: (element: Element & Record<string, any>, tag: string) => boolean;
      text?: (node: Text) => void;
      leave?: (element: Element) => void;
    },
  ): void;
  outline(root?: Element): unknown[];
  fetchPolicy(href: string): Promise<object>;
  quote: {
    show(quote: string, occurrence: number): { shown: boolean; reason?: string };
    clear(): object;
    find(quote: string, occurrence: number): Range[] | null;
  };
}

declare var policylens: Policylens;
declare var browser: any;
declare var chrome: any;
declare var navigation: EventTarget | undefined;
