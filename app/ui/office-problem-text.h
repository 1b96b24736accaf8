/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *office_problem_dup_text (const GError *error);

G_END_DECLS
