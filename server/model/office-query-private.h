/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-query.h"

G_BEGIN_DECLS

/* A piece of what was typed: between spaces, but for quoted spaces. */
typedef struct {
  gboolean negated;
  char *prefix; /* what stands before the first colon, in lower case; nullable */
  char *value;  /* behind that, without quotes */
  char *whole;  /* all of it, without quotes and minus */
} OfficeQueryPiece;

typedef struct {
  GDateTime *today; /* its first moment */
  OfficeQuery *query;
} OfficeQueryParser;

GDateTime *office_query_read_day (OfficeQueryParser *self,
                                  const char *text); /* its first moment; full, NULL: it names none */
gboolean office_query_take_task_term (OfficeQueryParser *self,
                                      const OfficeQueryPiece *piece); /* TRUE: it is one, be it right or wrong */
void office_query_term_free (gpointer term);

G_END_DECLS
