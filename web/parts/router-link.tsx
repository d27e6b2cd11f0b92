import { Anchor, Button } from '@mantine/core';
import type { AnchorProps, ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type AnchorPart = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'color' | 'style'> & {
  readonly ref?: Ref<HTMLAnchorElement>;
};

/** A text link to another page of the office. */
export const PageLink = createLink((props: AnchorProps & AnchorPart) => (
  <Anchor underline="hover" {...props} />
));

/** A button that leads to another page of the office. */
export const PageButton = createLink((props: ButtonProps & AnchorPart) => (
  <Button component="a" {...props} />
));
