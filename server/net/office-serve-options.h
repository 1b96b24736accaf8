/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-host.h"

G_BEGIN_DECLS

/* The command line of `office --serve`. */
typedef struct {
  char *data;
  char *name;   /* nullable */
  char *listen; /* nullable */
  int port;
  char *file_limit_text; /* nullable */
  gint64 file_limit;     /* bytes */
  char *certificate;     /* nullable */
  char *key;             /* nullable */
  int web_port;
  char *public_address; /* nullable */
  gboolean plain;
  gboolean silent; /* no announcement */
  gboolean help;
  char *help_text;
} OfficeServeOptions;

OfficeServeOptions *office_serve_options_parse (int argc, char **argv, GError **error); /* one sentence */
void office_serve_options_free (OfficeServeOptions *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeServeOptions, office_serve_options_free)

G_END_DECLS
