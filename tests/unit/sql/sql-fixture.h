/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-id.h"
#include "office-record-table.h"

/* A folder of its own for each test, and records of few words. */
typedef struct {
  char *folder;
  char *path; /* of a database that is not there yet */
} SqlFixture;

void sql_fixture_set_up (SqlFixture *fixture, gconstpointer data);
void sql_fixture_tear_down (SqlFixture *fixture, gconstpointer data);
#define SQL_TEST(path, test) g_test_add (path, SqlFixture, NULL, sql_fixture_set_up, test, sql_fixture_tear_down)

char *sql_id (guint number); /* the same id for the same number; ids are in the order of the numbers */
OfficeRecord *sql_message (guint number, const char *room, gint64 seq, const char *author);
char *sql_join_bodies (GPtrArray *bodies);                                    /* char * */
char *sql_join_field (GPtrArray *records, const char *field);                 /* integers, with a space behind each */
OfficeDatabase *sql_open (SqlFixture *fixture);
OfficeRecordTable *sql_open_table (SqlFixture *fixture, OfficeDatabase **database);
