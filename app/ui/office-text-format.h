/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What formatting keys do to a text that is written in Markdown. Each undoes itself where it was done already. */
typedef enum {
  OFFICE_FORMAT_BOLD,
  OFFICE_FORMAT_ITALIC,
  OFFICE_FORMAT_STRIKE,
  OFFICE_FORMAT_CODE, /* of several lines: a block */
  OFFICE_FORMAT_LINK,
  OFFICE_FORMAT_QUOTE,
  OFFICE_FORMAT_LIST,
  OFFICE_FORMAT_NUMBERS,
} OfficeFormat;

/* One replacement, and what is selected afterwards; all in characters from the start of the text. */
typedef struct {
  guint from;
  guint to;
  char *insert;
  guint select_from;
  guint select_to;
} OfficeFormatEdit;

void office_format_edit (OfficeFormat format, const char *text, guint from, guint to, OfficeFormatEdit *edit);
void office_format_edit_clear (OfficeFormatEdit *edit);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OfficeFormatEdit, office_format_edit_clear)

G_END_DECLS
